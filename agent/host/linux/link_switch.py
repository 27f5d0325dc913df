"""Switches an adapter off and on in the kernel, over rtnetlink(7)."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from struct import Struct

from agent.host.linux.decision import HEADER
from agent.host.trouble import HostError

LINK = Struct("=BxHiII")
"""``ifinfomsg``: family, type, interface, flags, which of them to change."""
SET, REQUEST_ACK, UP = 19, 0x5, 0x1
"""``RTM_SETLINK``, ``NLM_F_REQUEST | NLM_F_ACK``, ``IFF_UP``."""
TIMEOUT = 10.0
"""Seconds; a driver loads the firmware of its card as it is switched on."""


def switch(adapter: str, *, on: bool) -> None:
    """Switch it; that it is so already is fine.

    Raises ``PermissionError`` where this account may not, ``HostError`` where the
    kernel refuses or the adapter is gone.
    """
    try:
        index = socket.if_nametoindex(adapter)
        body = LINK.pack(socket.AF_UNSPEC, 0, index, UP if on else 0, UP)
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
            kernel.settimeout(TIMEOUT)
            kernel.send(
                HEADER.pack(HEADER.size + len(body), SET, REQUEST_ACK, 1, 0) + body
            )
            data = kernel.recv(65536)
        _look(data)
    except PermissionError:
        raise
    except OSError as trouble:
        msg = f"{adapter} cannot be switched: {trouble.strerror}"
        raise HostError(msg) from trouble


def _look(data: bytes) -> None:
    """Raise what an ``nlmsgerr`` says; 0 is no error."""
    at = HEADER.size
    if code := -int.from_bytes(data[at : at + 4], sys.byteorder, signed=True):
        raise OSError(code, os.strerror(code))


def shows(adapter: str, what: str, net: str = "/sys/class/net") -> str:
    """Return what the kernel shows of an adapter; nothing where it shows nothing."""
    with suppress(OSError), open(f"{net}/{adapter}/{what}", encoding="ascii") as file:
        return file.read().strip()
    return ""
