"""Name servers by adapter, over systemd-resolved's D-Bus interface.

What is told to it this way ends with the connection (org.freedesktop.resolve1(5)).
"""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

from agent.host.linux.bus import Bus
from agent.host.linux.leased import NETWORKD, servers
from agent.host.trouble import HostError, PartMissing

RESOLVED = "org.freedesktop.resolve1"
MANAGER = ("/org/freedesktop/resolve1", f"{RESOLVED}.Manager")
USUAL = (0, 53)
TIMEOUT = 3.0


class LinuxNameServersControl:
    """The links of systemd-resolved that have a lease."""

    def __init__(
        self, bus: str = "", net: str = "/sys/class/net", networkd: str = NETWORKD
    ) -> None:
        """Take other places, for a test.

        Raises ``PartMissing`` where somebody named servers for the whole machine,
        or where there is no systemd-resolved.
        """
        self._bus, self._net, self._networkd = bus, net, networkd
        with Bus(bus, TIMEOUT) as talk:
            everywhere = talk.get(RESOLVED, *MANAGER, "DNS")
        if any(not link for link, _, _ in everywhere):
            msg = "the name servers of this PC are set by an administrator"
            raise PartMissing(msg)

    def lent(self) -> dict[str, tuple[str, ...]]:
        """See the port."""
        names = sorted(os.listdir(self._net))
        known = {one: servers(one, self._bus, self._networkd) for one in names}
        return {one: told for one, told in known.items() if told}

    def used(self, adapter: str) -> tuple[str, ...]:
        """See the port."""
        with Bus(self._bus, TIMEOUT) as talk:
            (link,) = talk.call(RESOLVED, *MANAGER, "GetLink", "i", (_index(adapter),))
            rows = talk.get(RESOLVED, link, f"{RESOLVED}.Link", "DNSEx")
        if any(name or port not in USUAL for _, _, port, name in rows):
            msg = "this PC asks its name servers under cover, on purpose"
            raise PartMissing(msg)
        return tuple(str(ipaddress.ip_address(bytes(one[1]))) for one in rows)

    def use(self, adapter: str, servers: tuple[str, ...]) -> None:
        """See the port."""
        body = (_index(adapter), [_row(one) for one in servers])
        with Bus(self._bus, TIMEOUT) as talk:
            talk.call(RESOLVED, *MANAGER, "SetLinkDNS", "ia(iay)", body)


def _index(adapter: str) -> int:
    try:
        return socket.if_nametoindex(adapter)
    except OSError as gone:
        msg = f"{adapter} has just gone"
        raise HostError(msg) from gone


def _row(server: str) -> tuple[int, Any]:
    parsed = ipaddress.ip_address(server)
    family = socket.AF_INET if parsed.version == 4 else socket.AF_INET6
    return int(family), parsed.packed
