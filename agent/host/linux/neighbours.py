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

HEADER = struct.Struct("=IHHII")
"""``nlmsghdr``: length, type, flags, sequence, port (RFC 3549)."""
NEIGHBOUR = struct.Struct("=BxxxiHBB")
"""``ndmsg``: family, interface, state, flags, type (rtnetlink(7))."""
ATTRIBUTE = struct.Struct("=HH")
GET, DONE, ERROR = 30, 3, 2
"""``RTM_GETNEIGH``, ``NLMSG_DONE``, ``NLMSG_ERROR``."""
REQUEST_DUMP = 0x301
DESTINATION = 1
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


THERE = State.REACHABLE | State.NOARP | State.PERMANENT
"""Heard from within half a minute, or never asked."""
DOUBTFUL = State.STALE | State.DELAY | State.PROBE
"""Heard from longer ago; the kernel takes eight seconds to find out."""


def states() -> dict[tuple[str, str], State]:
    """Return the state of each neighbour, by adapter and address."""
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


def _entries(kernel: socket.socket) -> Iterator[tuple[tuple[str, str], State]]:
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


def _entry(body: bytes) -> tuple[tuple[str, str], State]:
    """Read one row; raise where it has no address or its adapter is gone."""
    _, interface, state, _, _ = NEIGHBOUR.unpack_from(body)
    at = NEIGHBOUR.size
    while at + ATTRIBUTE.size <= len(body):
        length, kind = ATTRIBUTE.unpack_from(body, at)
        if kind == DESTINATION:
            address = ipaddress.ip_address(body[at + ATTRIBUTE.size : at + length])
            return (socket.if_indextoname(interface), str(address)), State(state)
        at += max(_aligned(length), ATTRIBUTE.size)
    raise ValueError


def _aligned(length: int) -> int:
    return (length + 3) & ~3
