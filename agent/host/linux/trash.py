"""The trash of the FreeDesktop.org specification, 1.0: what was deleted when."""

from __future__ import annotations

import os
import stat
import time
from contextlib import ExitStack, suppress

from agent.host.linux.folders import OPEN, open_below
from agent.host.linux.sweep import Sweep

FOLDER = (".local", "share", "Trash")
"""Below the home; links in it are not followed."""

NOTE = ".trashinfo"
NOTE_LIMIT = 8192
"""Bytes of a note we read; a real one holds a path and a date."""


def open_trash(spot: str) -> int:
    """Open the trash of a home, the path of which ends in ``FOLDER``."""
    return open_below(spot.removesuffix("/".join(("", *FOLDER))), *FOLDER)


def sweep_trash(trash: int, sweep: Sweep, before: float, *, remove: bool) -> None:
    """Take what was thrown away before a time, whole, and its note with it.

    A thing without a legible note stays: nothing says when it was thrown away.
    """
    with ExitStack() as handles:
        files = os.open("files", OPEN, dir_fd=trash)
        handles.callback(os.close, files)
        notes = os.open("info", OPEN, dir_fd=trash)
        handles.callback(os.close, notes)
        for name in thrown_away(files, notes, before):
            if sweep.over:
                return
            with suppress(OSError):
                sweep.run_one(files, name)
            if remove and not _exists(files, name):
                os.unlink(f"{name}{NOTE}", dir_fd=notes)


def thrown_away(files: int, notes: int, before: float) -> list[str]:
    """Return the names of what both its note and its folder say is old."""
    return [
        name
        for name in os.listdir(files)
        if _changed(files, name) < before and _noted(notes, name) < before
    ]


def _changed(files: int, name: str) -> float:
    """Return when a thing was last moved or changed: the move into the trash."""
    return os.stat(name, dir_fd=files, follow_symlinks=False).st_ctime


def _noted(notes: int, name: str) -> float:
    """Return the date of deletion, local time; the end of time if it is illegible."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        note = os.open(f"{name}{NOTE}", flags, dir_fd=notes)
        try:
            plain = stat.S_ISREG(os.fstat(note).st_mode)
            text = os.read(note, NOTE_LIMIT) if plain else b""
        finally:
            os.close(note)
        lines = (line.partition(b"=") for line in text.splitlines())
        when = next(right for left, _, right in lines if left == b"DeletionDate")
        day, _, clock = when.decode("ascii").strip().partition("T")
        parts = (*map(int, day.split("-")), *map(int, clock.split(":")))
        year, month, date, hour, minute, second = parts
        return time.mktime((year, month, date, hour, minute, second, 0, 0, -1))
    except (OSError, ValueError, OverflowError, StopIteration):
        return float("inf")


def _exists(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True
