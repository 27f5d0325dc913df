"""Datagrams that go one hop, and who sends them back (as traceroute does)."""

from __future__ import annotations

import socket
from contextlib import suppress

RECEIVE_ERRORS = {socket.AF_INET: 11, socket.AF_INET6: 25}
"""``IP_RECVERR`` of linux/in.h, ``IPV6_RECVERR`` of linux/in6.h."""
EXPIRED = ((2, 11), (3, 3))
"""``ee_origin`` and ``ee_type``: time exceeded, by ICMP (RFC 792) and ICMPv6 (4443)."""


def one_hop(sender: socket.socket, adapter: str) -> None:
    """Have what a socket sends live for one hop from an adapter, and errors kept."""
    six = sender.family == socket.AF_INET6
    level = socket.IPPROTO_IPV6 if six else socket.IPPROTO_IP
    hops = socket.IPV6_UNICAST_HOPS if six else socket.IP_TTL
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, adapter.encode())
    sender.setsockopt(level, hops, 1)
    sender.setsockopt(level, RECEIVE_ERRORS[sender.family], 1)


def expired(sender: socket.socket) -> bool:
    """Say whether a router sent back what went too far.

    An error that this machine makes itself, of a neighbour that is missing, is none.
    """
    with suppress(OSError):
        _, about, _, _ = sender.recvmsg(1, 512, socket.MSG_ERRQUEUE)
        return any((data[4], data[5]) in EXPIRED for _, _, data in about)
    return False
