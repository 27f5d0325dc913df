"""Does what may hang in the kernel, such as a question to a share that is gone."""

from __future__ import annotations

from _queue import Empty, SimpleQueue
from collections.abc import Callable
from threading import Thread

from agent.typed import Protocol, TypeVar

T = TypeVar("T")


class Bounded(Protocol):
    """Does something that may hang, as ``within`` does."""

    def __call__(self, seconds: float, work: Callable[[], T]) -> T:
        """Return or raise what ``work`` does; ``TimeoutError`` where it is late."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return or raise what ``work`` does; raise ``TimeoutError`` where it is late.

    Who is late is left behind in its thread, and does not keep the program alive.
    """
    answers: SimpleQueue[tuple[Exception | None, tuple[T, ...]]] = SimpleQueue()

    def note() -> None:
        try:
            answers.put((None, (work(),)))
        except Exception as wrong:  # noqa: BLE001 - raised again by who waits
            answers.put((wrong, ()))

    Thread(target=note, daemon=True).start()
    try:
        wrong, done = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if wrong:
        raise wrong
    return done[0]
