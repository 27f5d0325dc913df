"""Files in a folder of others: whole or not at all, and never over what is there.

Every call here may hang where the folder is on a server; see ``agent.desk.bounded``.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from secrets import token_hex

from agent.desk.model import LaterError, RefusedError
from agent.typed import Final

JUNCTION: Final = 0xA0000003
"""A folder that is another one, on Windows (IO_REPARSE_TAG_MOUNT_POINT)."""
FLAGS: Final = sum(
    getattr(os, name, 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
)
FOR_IT: Final = 0o640
"""Those who are in the folder's group may read, where the server asks the mode."""
LARGEST: Final = 64 * 1024 * 1024
"""Bytes we read of a file there."""


def read(folder: str, name: str) -> bytes | None:
    """Return a file; nothing where there is none."""
    path = os.path.join(settled(folder), name)
    try:
        handle = os.open(path, os.O_RDONLY | FLAGS)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        msg = f"{name} in the folder of desk.url is not a file"
        raise RefusedError(msg)
    with open(handle, "rb") as file:
        return file.read(LARGEST)


def put(folder: str, name: str, data: bytes) -> None:
    """Write a file under its name; raise ``FileExistsError`` where that is taken."""
    target = os.path.join(settled(folder), name)
    if os.path.lexists(target):
        raise FileExistsError(target)
    _sweep(folder, name)
    part = f"{target}.{token_hex(4)}.part"
    try:
        _write(part, data)
        _name(part, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)
    _remember(folder)


def tried(folder: str) -> bool:
    """Say whether a file put there can be read again; it is removed."""
    name, data = f"blusser-{token_hex(16)}.probe", token_hex(16).encode()
    put(folder, name, data)
    try:
        return read(folder, name) == data
    finally:
        os.unlink(os.path.join(folder, name))


def settled(folder: str) -> str:
    """Return the folder; raise unless it is one itself, and there.

    One that is not there is most often not mounted, as away from the office.
    """
    try:
        seen = os.lstat(folder)
    except FileNotFoundError as wrong:
        msg = "the folder in desk.url is not there: not mounted now, or misspelt"
        raise LaterError(msg) from wrong
    leads = getattr(seen, "st_reparse_tag", 0) == JUNCTION
    if leads or not stat.S_ISDIR(seen.st_mode):
        msg = "desk.url must be a folder itself, not a link to one nor a file"
        raise RefusedError(msg)
    return folder


def _write(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, FOR_IT)
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    with suppress(OSError):
        os.chmod(path, FOR_IT)


def _name(part: str, target: str) -> None:
    """Give it the name that IT sees; a link never takes one that is taken.

    Where the server makes no links, the name is looked at first.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(part, target)


def _sweep(folder: str, name: str) -> None:
    """Remove what earlier tries to write this file left behind."""
    left = re.compile(re.escape(name) + r"\.[0-9a-f]{8}\.part")
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            if left.fullmatch(file.name):
                os.unlink(file.path)


def _remember(folder: str) -> None:
    """Have a new name written down; Windows opens no folders, and writes at once."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
