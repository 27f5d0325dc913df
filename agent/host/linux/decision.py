"""Which way the kernel would take, asked over rtnetlink; nothing is sent."""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import suppress

from agent.host.trouble import HostError

HEADER = struct.Struct("=IHHII")
"""``nlmsghdr``: length, type, flags, sequence, port (RFC 3549)."""
ROUTE = struct.Struct("=BBBBBBBBI")
"""``rtmsg``: family, lengths of addresses, TOS, table, protocol, scope, type, flags."""
ATTRIBUTE = struct.Struct("=HH")
GET, ERROR, REQUEST = 26, 2, 1
"""``RTM_GETROUTE``, ``NLMSG_ERROR``, ``NLM_F_REQUEST``."""
TO, ADAPTER, VIA = 1, 4, 5
"""``RTA_DST``, ``RTA_OIF``, ``RTA_GATEWAY``."""
UNICAST = 1
TIMEOUT = 1.0


def decided(address: str) -> tuple[str, str] | None:
    """Return adapter and gateway for an address; nothing where there is no way.

    The gateway is empty where none is needed. Rules and all tables count.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    packed = socket.inet_pton(family, address)
    body = ROUTE.pack(family, 8 * len(packed), 0, 0, 0, 0, 0, 0, 0)
    body += ATTRIBUTE.pack(ATTRIBUTE.size + len(packed), TO) + packed
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.settimeout(TIMEOUT)
        try:
            length = HEADER.size + len(body)
            kernel.send(HEADER.pack(length, GET, REQUEST, 1, 0) + body)
            data = kernel.recv(65536)
        except OSError as trouble:
            reason = os.strerror(trouble.errno or 0)
            msg = f"the kernel does not tell its ways: {reason}"
            raise HostError(msg) from trouble
    length, kind, *_ = HEADER.unpack_from(data)
    return None if kind == ERROR else _read(data[HEADER.size : length], family)


def _read(body: bytes, family: int) -> tuple[str, str] | None:
    if ROUTE.unpack_from(body)[7] != UNICAST:
        return None
    adapter, via, at = "", "", ROUTE.size
    while at + ATTRIBUTE.size <= len(body):
        length, kind = ATTRIBUTE.unpack_from(body, at)
        value = body[at + ATTRIBUTE.size : at + length]
        if kind == ADAPTER:
            with suppress(OSError):
                adapter = socket.if_indextoname(int.from_bytes(value, sys.byteorder))
        elif kind == VIA:
            via = socket.inet_ntop(family, value)
        at += (max(length, ATTRIBUTE.size) + 3) & ~3
    return (adapter, via) if adapter else None
