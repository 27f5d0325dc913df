"""Small files that are whole and on the disk, or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress

LARGEST = 1 << 20
"""Bytes; what is larger was not written here."""
MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def write_down(folder: str, name: str, text: str) -> None:
    """Write a file under a name; it is on the disk when this returns, else ``OSError``.

    After a failed ``fsync`` nobody knows what is on the disk, and a second one may
    lie: the file is thrown away.
    """
    new, done = os.path.join(folder, f".{name}~"), os.path.join(folder, name)
    try:
        _write(new, seal(text))
        os.rename(new, done)
        settle(folder)
    except BaseException:
        for path in (new, done):
            with suppress(OSError):
                os.unlink(path)
        raise


def read_back(path: str) -> str:
    """Return the text of a file; ``OSError`` or ``ValueError`` where it is not whole.

    Only what this very account wrote is believed, and only a plain file.
    """
    flags = os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK")
    with open(os.open(path, flags), "rb") as file:
        who = getattr(os, "geteuid", lambda: 0)()
        if os.fstat(file.fileno()).st_uid != who:
            msg = "somebody else wrote this"
            raise ValueError(msg)
        data = file.read(LARGEST)
    text = data[SUM:-1]
    if seal(text.decode()) != data:
        msg = "this is not what was written"
        raise ValueError(msg)
    return text.decode()


SUM = 9
"""Characters before the text: its sum (CRC-32) and a space."""


def seal(text: str) -> bytes:
    """Return a text as it is written: the sum over it before, a line's end behind."""
    from binascii import crc32

    data = text.encode()
    return b"%08x %s\n" % (crc32(data), data)


def settle(folder: str) -> None:
    """Have the names in a folder on the disk, as fsync(2) demands beside the file."""
    if not (flag := _flag("O_DIRECTORY")):
        return
    handle = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: str, data: bytes) -> None:
    with open(os.open(path, MAKE | _flag("O_NOFOLLOW"), 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flag(name: str) -> int:
    """Return a flag of open(2), nothing where the system has none."""
    flag: int = getattr(os, name, 0)
    return flag
