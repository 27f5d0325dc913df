"""Notes that are whole and on the disk, or not there at all."""

from __future__ import annotations

import os

from agent.whole import write_whole

LARGEST = 1 << 20
"""Bytes; what is larger was not written here."""
SUM = 9
"""Characters before the text: its sum (CRC-32) and a space."""


def write_down(path: str, text: str) -> None:
    """Write a note; it is on the disk when this returns, else ``OSError``."""
    write_whole(path, _sealed(text), certain=True)


def read_back(path: str) -> str:
    """Return the text of a note; ``OSError`` or ``ValueError`` where it is not whole.

    Only what this very account wrote is believed, and only a plain file.
    """
    flags = os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK")
    with open(os.open(path, flags), "rb") as file:
        who = getattr(os, "geteuid", lambda: 0)()
        if os.fstat(file.fileno()).st_uid != who:
            msg = "somebody else wrote this"
            raise ValueError(msg)
        data = file.read(LARGEST)
    text = data[SUM:-1].decode()
    if _sealed(text) != data:
        msg = "this is not what was written"
        raise ValueError(msg)
    return text


def _sealed(text: str) -> bytes:
    """Return a text as it is written: the sum over it before, a line's end behind."""
    from binascii import crc32

    data = text.encode()
    return b"%08x %s\n" % (crc32(data), data)


def _flag(name: str) -> int:
    """Return a flag of open(2), nothing where the system has none."""
    flag: int = getattr(os, name, 0)
    return flag
