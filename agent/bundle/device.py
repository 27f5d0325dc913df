"""The key of this PC and account, with which its bundles are signed.

It is made once, lies in the state folder, and never leaves it. A bundle without a
signature is better than none: where the key cannot be had, that is told.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress

from agent.typed import Final
from agent.whole import settle, write_whole

NAME: Final = "device.key"
FORM: Final = re.compile(rb"blusser device secret 1\n([0-9a-f]{64})\n")
LENGTH: Final = 89
"""Bytes of the file."""
FOLLOWED: Final = getattr(os, "O_NOFOLLOW", 0)
READ: Final = os.O_RDONLY | FOLLOWED | getattr(os, "O_NONBLOCK", 0)


class NoKey(Exception):  # noqa: N818 - no fault of the program
    """There is no key to sign with: one sentence why, and what to do."""


def device_key(state: str) -> bytes:
    """Return the 32 bytes of the secret key, made where there is none yet.

    Raises ``NoKey`` where it cannot be made, or where what lies there is no key that
    its owner alone may read; then it stays as it is.
    """
    path = os.path.join(state, NAME)
    try:
        try:
            return _kept(path)
        except FileNotFoundError:
            _make(path)
            return _kept(path)
    except OSError as trouble:
        msg = (
            f"The report is not signed: the key {path} cannot be read or made"
            f" ({trouble.strerror})."
        )
        raise NoKey(msg) from trouble


def _kept(path: str) -> bytes:
    """Read the key; no link is followed and no pipe waited for."""
    handle = os.open(path, READ)
    with open(handle, "rb") as file:
        about = os.fstat(handle)
        told = FORM.fullmatch(file.read(LENGTH + 1))
    others = FOLLOWED and stat.S_IMODE(about.st_mode) & 0o077
    if told and stat.S_ISREG(about.st_mode) and not others:
        return bytes.fromhex(told[1].decode())
    why = "others may read it" if told else "it is damaged"
    msg = (
        f"The report is not signed, because of the key {path}: {why}; take the file"
        " away and a new key is made."
    )
    raise NoKey(msg)


def _make(path: str) -> None:
    """Make a key, whole or not at all; of two that do so at once the first counts."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    part = f"{path}.{secrets.token_hex(8)}"
    text = b"blusser device secret 1\n%b\n" % secrets.token_hex(32).encode()
    write_whole(part, text)
    try:
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        os.unlink(part)
    settle(os.path.dirname(path))
