"""Asks a directory server who it is, which everybody may (RFC 4512, 5.1)."""

from __future__ import annotations

import time

from agent.host.linux import der
from agent.host.linux.opening import opened

SEARCH, OUR_NUMBER = 0x63, 1
ENTRY, END = 0x64, 0x65
"""Tags of a search, of an entry that was found and of the end (RFC 4511, 4.5)."""
PRESENT = 0x87
BOOLEAN = 0x01


def speaks(host: str, port: int, seconds: float) -> bool:
    """Say whether a directory server answers there, whatever it answers."""
    until = time.monotonic() + seconds
    connection = opened(host, port, seconds)
    if not connection:
        return False
    with connection:
        try:
            connection.sendall(search("", "objectClass", ["currentTime"]))
            connection.settimeout(max(0.001, until - time.monotonic()))
            head = connection.recv(16)
        except OSError:
            return False
    return head[:1] == bytes((der.SEQUENCE,))


def search(base: str, present: str, wanted: list[str], own: int = OUR_NUMBER) -> bytes:
    """Write a search of one entry alone that has an attribute (RFC 4511, 4.5.1)."""
    limits = der.number(1) + der.number(2)
    return der.item(
        der.SEQUENCE,
        der.number(own),
        der.item(
            SEARCH,
            der.item(der.BYTES, base.encode()),
            der.number(0, der.ENUMERATED),
            der.number(0, der.ENUMERATED),
            limits,
            der.item(BOOLEAN, b"\0"),
            der.item(PRESENT, present.encode()),
            der.item(
                der.SEQUENCE, *(der.item(der.BYTES, one.encode()) for one in wanted)
            ),
        ),
    )
