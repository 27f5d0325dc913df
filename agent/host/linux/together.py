"""Asks many at once and waits no longer than one may take."""

from __future__ import annotations

from _queue import Empty, SimpleQueue
from collections.abc import Callable, Iterable
from threading import Thread
from time import monotonic
from typing import TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def together(
    ask: Callable[[Thing], Answer],
    things: Iterable[Thing],
    seconds: float,
    enough: Callable[[Answer], bool] = lambda _: False,
) -> dict[Thing, Answer]:
    """Ask about each thing in a thread of its own; return what is known by then.

    One answer that is ``enough`` ends the waiting. Who raises has not answered; who
    is late is left behind, so ``ask`` must end by itself some day.
    """
    answers: SimpleQueue[tuple[Thing, Answer] | None] = SimpleQueue()

    def note(thing: Thing) -> None:
        try:
            answers.put((thing, ask(thing)))
        except Exception:  # noqa: BLE001 - who asks is told by what is missing
            answers.put(None)

    threads = [Thread(target=note, args=(thing,), daemon=True) for thing in things]
    for thread in threads:
        thread.start()
    known: dict[Thing, Answer] = {}
    until = monotonic() + seconds
    for _ in threads:
        try:
            answer = answers.get(timeout=max(0, until - monotonic()))
        except Empty:
            break
        if answer:
            known.update([answer])
            if enough(answer[1]):
                break
    return known
