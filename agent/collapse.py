"""Which check brought the whole process down, so that it rests for a day.

Python's ``faulthandler`` writes the stack of each thread when a process dies of a
fault (a library that reads where nothing is); the thread that did it says so.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from time import time

FILE, REST_OF = "fault", "fault-"
REST = 86_400.0
"""Seconds; the next run that asks it may fall as the last one did."""
RESTS = "this brought Blusser down the last time, and is left alone for a day"
MAKE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
LARGEST = 1 << 20
"""Bytes."""
ELSEWHERE = "elsewhere"
"""Stands for the check where the fault was in none; for IT."""


@contextmanager
def watched(state: str) -> Iterator[None]:
    """Have a fault of this process written into a folder, where nobody else does."""
    import faulthandler

    handle = -1
    if not faulthandler.is_enabled():
        with suppress(OSError):
            handle = os.open(os.path.join(state, FILE), MAKE, 0o600)
            faulthandler.enable(handle)
    try:
        yield
    finally:
        if handle >= 0:
            faulthandler.disable()
            os.close(handle)


def resting(state: str, checks: Collection[str]) -> frozenset[str]:
    """Return the checks that rest, by id, in a folder that is held."""
    with suppress(OSError):
        _remember(state)
    return frozenset(_fresh(state)) & frozenset(checks)


def _remember(state: str) -> None:
    """Give what a fault left the name of the check that it was in."""
    path = os.path.join(state, FILE)
    with open(path, "rb") as file:
        told = file.read(LARGEST).decode(errors="replace")
    if told:
        os.replace(path, os.path.join(state, REST_OF + culprit(told)))


def culprit(told: str) -> str:
    """Return the check in whose thread it happened, by what was written."""
    _, _, mine = told.partition("Current thread ")
    mine, _, _ = mine.partition("\n\n")
    mine, _, _ = mine.partition("\nThread ")
    lines = (line.replace("\\", "/") for line in mine.splitlines())
    paths = [line.partition("checks/")[2].partition(".py")[0] for line in lines]
    return next((_id(path) for path in reversed(paths) if _id(path)), ELSEWHERE)


def _id(path: str) -> str:
    """Return the id of the check whose file this is; empty where it is none's."""
    family, _, name = path.partition("/")
    plain = (family + name).replace("_", "").isalnum() and path.isascii()
    return f"{family}.{name}" if plain and name and name[0] != "_" else ""


def _fresh(state: str) -> Iterator[str]:
    """Yield what fell less than a day ago; what is older is dropped."""
    now = time()
    with suppress(OSError):
        for name in os.listdir(state):
            if not name.startswith(REST_OF):
                continue
            path = os.path.join(state, name)
            at = os.stat(path).st_mtime
            if at > now:  # by a clock that was wrong
                os.utime(path, (now, now))
            if now - at < REST:
                yield name.removeprefix(REST_OF)
            else:
                os.unlink(path)
