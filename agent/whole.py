"""Files that are written whole or not at all, and read back with distrust."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress

from agent.codec import Mismatch, build
from agent.typed import TypeVar

V = TypeVar("V")
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_whole(
    path: str, data: bytes, mode: int = 0o600, *, certain: bool = False
) -> None:
    """Write beside the place, then move there; what was there stays until then.

    ``mode``: who may read it, whatever the umask. Raises ``OSError`` where it cannot
    be written; ``certain``: also where nobody knows whether its name is on the disk,
    and then it is gone. After an error of ``fsync`` nothing is tried again with the
    same file: a second one may say that all is well when it is not.
    """
    folder, name = os.path.split(os.path.abspath(path))
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    with suppress(FileNotFoundError):
        os.unlink(part)
    try:
        with open(part, "xb", opener=_for_owner) as file:
            file.write(data)
            file.flush()
            if mode != 0o600:
                os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    try:
        settle(folder)
    except OSError:
        if certain:
            with suppress(OSError):
                os.unlink(path)
            raise


def read_value(
    path: str, kind: type[V], most: int, writers: Collection[int] | None = None
) -> V | None:
    """Return the value that a file of JSON holds, of at most so many bytes.

    Nothing where it is not there, spoiled, larger, no plain file, a link, or where it
    belongs to none of the ``writers``, by id, if any are given.
    """
    import json

    with suppress(OSError, ValueError, Mismatch, RecursionError):
        handle = os.open(path, READING)
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            firm = writers is None or about.st_uid in writers
            plain = firm and stat.S_ISREG(about.st_mode)
            data = file.read(most + 1) if plain else b""
        if len(data) <= most:
            built: V = build(kind, json.loads(data))
            return built
    return None


def settle(folder: str) -> None:
    """Have the names in a folder on the disk, as fsync(2) demands beside the file."""
    if not (flag := getattr(os, "O_DIRECTORY", 0)):
        return  # a system that has no such thing, nor needs it
    handle = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refusal(folder: str) -> int:
    """Make a file in a folder, and remove it; return the errno of what went wrong."""
    path = os.path.join(folder, f".trial-{os.getpid()}")
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(path)
    except OSError as trouble:
        return trouble.errno or 0
    return 0


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
