"""Reads when the tickets in a Kerberos cache file end.

Format: MIT Kerberos documentation, "Credential cache file format", version 4. Only
names and times are read; keys and tickets are stepped over.
"""

from __future__ import annotations

import struct

from agent.host.linux.plain_file import read_plain

VERSION_4 = b"\x05\x04"
LIMIT = 1_000_000
"""Bytes; a cache holds some kilobytes."""


class _Reader:
    """Steps through bytes, and never beyond their end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) < count:
            msg = "the cache ends in the middle"
            raise ValueError(msg)
        self.at += count
        return found

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "big")

    def counted(self) -> bytes:
        return self.take(self.number())

    def principal(self) -> tuple[bytes, ...]:
        """Read type, count, realm and components; return the components and realm."""
        self.number()
        count = self.number()
        realm = self.counted()
        return (*(self.counted() for _ in range(count)), realm)

    def credential(self) -> tuple[tuple[bytes, ...], int]:
        """Return whom a ticket is for and when it ends, in seconds since 1970."""
        self.principal()
        server = self.principal()
        self.number(2)
        self.counted()
        _, _, end, _ = struct.unpack(">4I", self.take(16))
        self.take(1 + 4)
        for _ in range(2):
            for _ in range(self.number()):
                self.number(2)
                self.counted()
        self.counted()
        self.counted()
        return server, end


def end_of_ticket(path: str) -> int | None:
    """Return when the last ticket-granting ticket ends; None where there is none.

    Raises ``ValueError`` for what is no cache of version 4, ``OSError`` where it
    cannot be read.
    """
    reader = _Reader(read_plain(path, LIMIT))
    if reader.take(2) != VERSION_4:
        msg = "this is no credential cache of version 4"
        raise ValueError(msg)
    reader.take(reader.number(2))
    reader.principal()
    ends = []
    while reader.at < len(reader.data):
        server, end = reader.credential()
        if server[0] == b"krbtgt":
            ends.append(end)
    return max(ends, default=None)
