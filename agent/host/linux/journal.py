"""Tells systemd's journal, in its native protocol (JOURNAL_NATIVE_PROTOCOL)."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from contextlib import suppress

SOCKET = "/run/systemd/journal/socket"
NAME = re.compile("[A-Z][A-Z0-9_]{0,63}")
"""Names of fields (systemd.journal-fields(7)); those with ``_`` first are its own."""
PATIENCE = 1.0
"""Seconds; a journal that takes no more must not hold a run up."""


def log(fields: Sequence[tuple[str, str]], place: str = SOCKET) -> bool:
    """Write one entry; a field may stand in it several times. Tell whether it went.

    Without a journal nothing is written, and nothing is wrong.
    """
    data = b"".join(_field(name, value) for name, value in fields)
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.settimeout(PATIENCE)
        line.sendto(data, place)
        return True
    return False


def _field(name: str, value: str) -> bytes:
    """Write a field with the length of its value, so that no value is read as one."""
    if not NAME.fullmatch(name):
        msg = f"{name!r} is no name of a field"
        raise ValueError(msg)
    data = value.encode("utf-8", "replace")
    return b"%b\n%b%b\n" % (name.encode(), len(data).to_bytes(8, "little"), data)
