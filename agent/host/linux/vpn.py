"""Tunnels from sysfs: tun, WireGuard, PPP and IPsec's own adapters."""

from __future__ import annotations

import ipaddress
import os
from contextlib import suppress

from agent.host.linux.decision import decided
from agent.host.trouble import HostError

POINT_TO_POINT, NO_HEADER = "512", "65534"
"""``ARPHRD_PPP`` and ``ARPHRD_NONE`` of linux/if_arp.h."""
UP = 0x1
MOST = 20


class LinuxTunnels:
    """What /sys/class/net shows, and where the kernel would send."""

    def __init__(self, net: str = "/sys/class/net") -> None:
        """Take another folder, for a test."""
        self._net = net

    def up(self) -> tuple[str, ...]:
        """See the port.

        A modem has a device, and a tap of a virtual machine speaks Ethernet. A tunnel
        whose program has ended has no carrier.
        """
        try:
            names = sorted(os.listdir(self._net))
        except OSError as trouble:
            msg = f"the kernel does not list the adapters: {trouble.strerror}"
            raise HostError(msg) from trouble
        return tuple(one for one in names if self._is_tunnel(one))[:MOST]

    def leads(self, networks: tuple[str, ...]) -> dict[str, str]:
        """See the port."""
        return {one: self._goes(one) for one in networks}

    def _is_tunnel(self, name: str) -> bool:
        kind, flags = self._read(name, "type"), self._read(name, "flags")
        up = int(flags or "0", 16) & UP and self._read(name, "carrier") == "1"
        device = os.path.exists(os.path.join(self._net, name, "device"))
        return kind in {POINT_TO_POINT, NO_HEADER} and bool(up) and not device

    def _goes(self, network: str) -> str:
        parsed = ipaddress.ip_network(network, strict=False)
        first = parsed[min(1, parsed.num_addresses - 1)]
        way = decided(str(first))
        return way[0] if way else ""

    def _read(self, name: str, part: str) -> str:
        path = os.path.join(self._net, name, part)
        with suppress(OSError), open(path, encoding="ascii") as file:
            return file.read().strip()
        return ""
