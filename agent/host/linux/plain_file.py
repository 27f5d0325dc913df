"""Reads a file that somebody may have laid there: a plain one, and not for ever."""

from __future__ import annotations

import errno
import os
import stat

OPEN = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
"""A pipe that nobody writes to is opened at once, and no terminal becomes ours."""


def read_plain(path: str, most: int) -> bytes:
    """Return what a plain file begins with, ``most`` bytes of it.

    Raises ``OSError``, as for a file that cannot be read, where it is a pipe, a socket,
    a device or a folder: what is read there has no end, or never comes.
    """
    handle = os.open(path, OPEN)
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "this is no plain file", path)
        return file.read(most)
