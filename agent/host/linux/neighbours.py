"""Who is there on the wire, from the kernel's neighbour table over rtnetlink."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import IntFlag

from agent.host.trouble import HostError
from agent.value import Value

HEADER = struct.Struct("=IHHII")
"""``nlmsghdr``: length, type, flags, sequence, port (RFC 3549)."""
NEIGHBOUR = struct.Struct("=BxxxiHBB")
"""``ndmsg``: family, interface, state, flags, type (rtnetlink(7))."""
ATTRIBUTE = struct.Struct("=HH")
GET, DONE, ERROR = 30, 3, 2
"""``RTM_GETNEIGH``, ``NLMSG_DONE``, ``NLMSG_ERROR``."""
REQUEST_DUMP = 0x301
DESTINATION, CACHED = 1, 3
"""``NDA_DST``, ``NDA_CACHEINFO``: who, and when the kernel last heard of it."""
TICKS = 100
"""A second, as the kernel tells times to programs (``USER_HZ``)."""
TIMEOUT = 1.0


class State(IntFlag):
    """``NUD_*`` of linux/neighbour.h."""

    INCOMPLETE = 0x01
    REACHABLE = 0x02
    STALE = 0x04
    DELAY = 0x08
    PROBE = 0x10
    FAILED = 0x20
    NOARP = 0x40
    PERMANENT = 0x80


NEVER_ASKED = State.NOARP | State.PERMANENT


class Neighbour(Value):
    """What the kernel holds of a neighbour; ``ago``: seconds since it last heard.

    It believes for up to 45 seconds what it heard, and takes eight more to ask again.
    """

    state: State = State(0)
    ago: float = float("inf")

    def heard_within(self, seconds: float) -> bool:
        """Say whether it is there for sure: just heard of, or never asked."""
        known = self.state & (NEVER_ASKED | State.REACHABLE)
        return bool(self.state & NEVER_ASKED or (known and self.ago <= seconds))


def table() -> dict[tuple[str, str], Neighbour]:
    """Return each neighbour, by adapter and address."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.settimeout(TIMEOUT)
        wanted = NEIGHBOUR.pack(socket.AF_UNSPEC, 0, 0, 0, 0)
        length = HEADER.size + len(wanted)
        try:
            kernel.send(HEADER.pack(length, GET, REQUEST_DUMP, 1, 0) + wanted)
            return dict(_entries(kernel))
        except OSError as trouble:
            reason = os.strerror(trouble.errno or 0)
            msg = f"the kernel does not tell its neighbours: {reason}"
            raise HostError(msg) from trouble


def _entries(kernel: socket.socket) -> Iterator[tuple[tuple[str, str], Neighbour]]:
    while True:
        data = kernel.recv(65536)
        while data:
            length, kind, *_ = HEADER.unpack_from(data)
            if kind == ERROR:
                raise OSError(-int.from_bytes(data[16:20], sys.byteorder, signed=True))
            if kind == DONE:
                return
            with suppress(OSError, ValueError):
                yield _entry(data[HEADER.size : length])
            data = data[_aligned(length) :]


def _entry(body: bytes) -> tuple[tuple[str, str], Neighbour]:
    """Read one row; raise where it has no address or its adapter is gone."""
    _, interface, state, _, _ = NEIGHBOUR.unpack_from(body)
    known = dict(_attributes(body))
    address = ipaddress.ip_address(known.get(DESTINATION, b""))
    ago = float("inf")
    if cached := known.get(CACHED):
        ago = int.from_bytes(cached[:4], sys.byteorder) / TICKS
    name = socket.if_indextoname(interface)
    return (name, str(address)), Neighbour(State(state), ago)


def _attributes(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = NEIGHBOUR.size
    while at + ATTRIBUTE.size <= len(body):
        length, kind = ATTRIBUTE.unpack_from(body, at)
        yield kind, body[at + ATTRIBUTE.size : at + length]
        at += max(_aligned(length), ATTRIBUTE.size)


def _aligned(length: int) -> int:
    return (length + 3) & ~3
