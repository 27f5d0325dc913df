"""Does what may hang in the kernel in a process of its own, which can be left behind.

A program cannot end while a thread of it waits for FUSE's answer to a question that
was taken (sshfs): not even SIGKILL ends that. In a copy of the program it is the copy
that waits, with nothing of ours open: no lock, and no end of anybody's pipe.
"""

from __future__ import annotations

import errno
import gc
import os
import pickle
import select
import signal
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from agent.typed import NoReturn, TypeVar

T = TypeVar("T")

CHUNK = 2**16
LEFT: set[int] = set()
"""Copies that still wait; while one does, there is no use in another."""


def apart(seconds: float, work: Callable[[], T]) -> T:
    """Return or raise what ``work`` does; raise ``TimeoutError`` where it is late.

    What it changes in memory is not seen here; what it returns must be plain data.
    """
    if LEFT:
        raise TimeoutError
    until, (ours, theirs) = monotonic() + seconds, os.pipe()
    child = os.fork()
    if not child:
        _work(work, theirs)
    os.close(theirs)
    LEFT.add(child)
    try:
        said = _said(ours, until)
    except TimeoutError:
        os.kill(child, signal.SIGKILL)
        start_new_thread(_bury, (child,))
        raise
    finally:
        os.close(ours)
    _bury(child)
    if not said:
        raise OSError(errno.EIO, "whoever asked has died")
    wrong, done = pickle.loads(said)  # noqa: S301 - from our own copy
    if wrong:
        raise wrong
    result: T = done
    return result


def _said(ours: int, until: float) -> bytes:
    said, line = b"", select.poll()
    line.register(ours, select.POLLIN)
    while line.poll(max(0.0, 1000 * (until - monotonic()))):
        if not (more := os.read(ours, CHUNK)):
            return said
        said += more
    raise TimeoutError


def _bury(child: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
    LEFT.discard(child)


def _work(work: Callable[[], object], theirs: int) -> NoReturn:
    """Work as a copy, tell, and end: with nothing run that belongs to the original."""
    try:
        gc.disable()
        _let_go(theirs)
        try:
            said: tuple[Exception | None, object] = (None, work())
        except Exception as wrong:  # noqa: BLE001 - raised again by the original
            said = (wrong, None)
        with open(theirs, "wb") as out:
            out.write(pickle.dumps(said))
    finally:
        os._exit(0)


def _let_go(theirs: int) -> None:
    """Keep nothing open but the way back."""
    os.closerange(3, theirs)
    os.closerange(theirs + 1, os.sysconf("SC_OPEN_MAX"))
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
