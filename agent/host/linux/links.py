"""Adapters and addresses, from sysfs and the kernel's list of addresses."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from agent.host.ports.network import Adapter, Address, Kind
from agent.host.trouble import HostError

if TYPE_CHECKING:
    from psutil._ntuples import snicaddr

Parsed = ipaddress.IPv4Address | ipaddress.IPv6Address
ETHERNET = 1
"""``ARPHRD_ETHER`` of linux/if_arp.h."""
MOST = 50


class LinuxLinks:
    """What /sys/class/net shows."""

    def __init__(self, net: str = "/sys/class/net") -> None:
        """Take another folder, for a test."""
        self._net = net

    def adapters(self) -> tuple[Adapter, ...]:
        """See the port.

        An adapter has a device. Where none has one, as in a container, whatever looks
        like Ethernet and is no part of a bridge or tunnel stands for it.
        """
        names = self._names()
        real = [name for name in names if self._is(name, "device")]
        chosen = real or [name for name in names if self._stands_for_one(name)]
        return tuple(
            Adapter(name, self._kind(name), carrier=self._read(name, "carrier") == "1")
            for name in chosen[:MOST]
        )

    def addresses(self) -> tuple[Address, ...]:
        """See the port; a bridge or bond counts by the adapters below it."""
        import psutil

        wired = {one.name for one in self.adapters() if one.carrier}
        return tuple(
            Address(name, address, self_assigned=parsed.is_link_local)
            for name, rows in sorted(psutil.net_if_addrs().items())
            if name in wired or self._below(name) & wired
            for address, parsed in _parsed(rows)
        )

    def _names(self) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._net) if name != "lo")
        except OSError as trouble:
            msg = f"the kernel does not list the adapters: {trouble.strerror}"
            raise HostError(msg) from trouble

    def _stands_for_one(self, name: str) -> bool:
        parts = ("bridge", "bonding", "tun_flags", "master")
        plain = not any(self._is(name, part) for part in parts)
        return plain and self._read(name, "type") == str(ETHERNET)

    def _below(self, name: str, depth: int = 4) -> set[str]:
        """Return what an adapter is built upon, also across several layers."""
        found: set[str] = set()
        with suppress(OSError):
            entries = os.listdir(os.path.join(self._net, name))
            found = {e.removeprefix("lower_") for e in entries if e[:6] == "lower_"}
        if depth:
            for lower in tuple(found):
                found |= self._below(lower, depth - 1)
        return found

    def _kind(self, name: str) -> Kind:
        if self._is(name, "wireless") or self._is(name, "phy80211"):
            return "wireless"
        return "wired" if self._read(name, "type") == str(ETHERNET) else "mobile"

    def _is(self, name: str, part: str) -> bool:
        return os.path.exists(os.path.join(self._net, name, part))

    def _read(self, name: str, part: str) -> str:
        """Return what a file says; nothing where it says nothing, as when it is off."""
        try:
            with open(os.path.join(self._net, name, part), encoding="utf-8") as file:
                return file.read().strip()
        except OSError:
            return ""


def _parsed(rows: Sequence[snicaddr]) -> Iterator[tuple[str, Parsed]]:
    """Yield the addresses that reach beyond the wire, and self-assigned ones."""
    for row in rows:
        if row.family in (socket.AF_INET, socket.AF_INET6):
            address = row.address.partition("%")[0]
            parsed = ipaddress.ip_address(address)
            if parsed.version == 4 or not parsed.is_link_local:
                yield address, parsed
