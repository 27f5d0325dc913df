"""Asking a wire who has an address, by ARP (RFC 826) as RFC 5227 wants it."""

from __future__ import annotations

import socket
import struct

ARP = 0x0806
FRAME = struct.Struct("!6s6sHHHBBH6s4s6s4s")
"""An Ethernet header and ARP for IPv4 in it (RFC 826)."""
REQUEST = 1
EVERYBODY, NOBODY = b"\xff" * 6, bytes(6)


def line(name: str) -> socket.socket:
    """Open an adapter's wire for ARP; raises ``PermissionError`` for an employee."""
    line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    try:
        line.bind((name, ARP))
    except OSError:
        line.close()
        raise
    return line


def probe(hardware: bytes, address: str) -> bytes:
    """Return the question of RFC 5227 for an address, which claims nothing itself."""
    asked = (hardware, bytes(4), NOBODY, socket.inet_aton(address))
    return FRAME.pack(EVERYBODY, hardware, ARP, 1, 0x0800, 6, 4, REQUEST, *asked)


def claimant(frame: bytes, address: str) -> bytes:
    """Return the hardware address of whoever says here that the address is his."""
    if len(frame) < FRAME.size:
        return b""
    *_, sender, claimed, _, _ = FRAME.unpack_from(frame)
    return bytes(sender) if claimed == socket.inet_aton(address) else b""
