"""Who else has our address: by ARP for IPv4, by the kernel's own test for IPv6."""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from time import monotonic

from agent.host.linux import arp
from agent.host.trouble import HostError, PartMissing

ETHERNET = 1
"""``ARPHRD_ETHER`` of linux/if_arp.h."""
UP, NO_ARP = 0x1, 0x80
"""``IFF_UP``, ``IFF_NOARP`` of linux/if.h."""
DUPLICATE = 0x08
"""``IFA_F_DADFAILED`` of linux/if_addr.h: somebody answered when the kernel asked."""
COMPLETE = 0x2
"""``ATF_COM`` of linux/if_arp.h."""
LISTENS = 0.5
"""Seconds after each probe; on a wire an answer takes milliseconds."""
MOST = 4
NO_RIGHT = "only an administrator may ask the wire who else has the address of this PC"

Spot = tuple[str, str]
"""Adapter and address."""


class LinuxWire:
    """The adapters with a carrier that /sys/class/net shows."""

    def __init__(self, net: str = "/sys/class/net", proc: str = "/proc/net") -> None:
        """Take other folders, for a test."""
        self._net, self._proc = net, proc

    def rivals(self) -> tuple[str, ...]:
        """See the port.

        An IPv6 address that is taken is left unused by the kernel, which hurts nobody
        who has IPv4.
        """
        spots = self._spots()
        if not spots:
            if failed := tuple(self._failed()):
                return failed
            msg = "no adapter with a wire has an IPv4 address"
            raise PartMissing(msg)
        try:
            first, again = self._answers(spots), self._answers(spots)
        except PermissionError as forbidden:
            raise PartMissing(NO_RIGHT) from forbidden
        except OSError as trouble:
            if trouble.errno == errno.EAFNOSUPPORT:  # a unit without AF_PACKET
                raise PartMissing(NO_RIGHT) from trouble
            msg = f"the wire cannot be asked: {os.strerror(trouble.errno or 0)}"
            raise HostError(msg) from trouble
        rivals = {spot: others & again[spot] for spot, others in first.items()}
        if set().union(*rivals.values()) & self._routers():
            msg = "the router answers in the stead of this PC, perhaps of others too"
            raise HostError(msg)
        return tuple(sorted({spot[1] for spot, others in rivals.items() if others}))

    def _failed(self) -> Iterator[str]:
        """Yield the IPv6 addresses that the kernel found to be another's."""
        with (
            suppress(OSError),
            open(f"{self._proc}/if_inet6", encoding="ascii") as file,
        ):
            for line in file:
                packed, _, _, _, flags, _ = line.split()
                if int(flags, 16) & DUPLICATE:
                    yield socket.inet_ntop(socket.AF_INET6, bytes.fromhex(packed))

    def _spots(self) -> list[Spot]:
        """Return the given IPv4 addresses of adapters that speak ARP on a wire."""
        import psutil

        return [
            (name, row.address)
            for name, rows in sorted(psutil.net_if_addrs().items())
            if self._is_wire(name)
            for row in rows
            if row.family == socket.AF_INET and row.address[:8] != "169.254."
        ][:MOST]

    def _is_wire(self, name: str) -> bool:
        """Say whether it is Ethernet with a carrier, and no bridge of our own."""
        kind, carrier = self._read(name, "type"), self._read(name, "carrier")
        flags = int(self._read(name, "flags") or "0", 16)
        virtual = any(
            os.path.exists(f"{self._net}/{name}/{part}")
            for part in ("bridge", "tun_flags", "master")
        )
        up = flags & (UP | NO_ARP) == UP
        return kind == str(ETHERNET) and carrier == "1" and up and not virtual

    def _answers(self, spots: list[Spot]) -> dict[Spot, set[bytes]]:
        """Ask for our addresses once; return who but we has them."""
        ours = {self._hardware(name) for name in self._names()}
        heard: dict[Spot, set[bytes]] = {spot: set() for spot in spots}
        with ExitStack() as held:
            lines = {held.enter_context(arp.line(spot[0])): spot for spot in spots}
            for line, (name, address) in lines.items():
                line.send(arp.probe(self._hardware(name), address))
            until = monotonic() + LISTENS
            while (left := until - monotonic()) > 0:
                for line in select.select(list(lines), [], [], left)[0]:
                    spot = lines[line]
                    if (other := arp.claimant(line.recv(128), spot[1])) not in ours:
                        heard[spot].add(other)
        return {spot: others - {b""} for spot, others in heard.items()}

    def _routers(self) -> set[bytes]:
        """Return the hardware addresses of the gateways, as far as they are known."""
        vias = {row[2] for row in self._rows("route") if row[1] == row[7] == "0" * 8}
        known = self._rows("arp")
        return {
            bytes.fromhex(row[3].replace(":", ""))
            for row in known
            if _as_route(row[0]) in vias and int(row[2], 16) & COMPLETE
        }

    def _rows(self, name: str) -> list[list[str]]:
        with suppress(OSError), open(f"{self._proc}/{name}", encoding="ascii") as file:
            return [line.split() for line in file.readlines()[1:]]
        return []

    def _names(self) -> list[str]:
        return os.listdir(self._net)

    def _hardware(self, name: str) -> bytes:
        return bytes.fromhex(self._read(name, "address").replace(":", ""))[:6]

    def _read(self, name: str, part: str) -> str:
        with (
            suppress(OSError),
            open(f"{self._net}/{name}/{part}", encoding="ascii") as f,
        ):
            return f.read().strip()
        return ""


def _as_route(address: str) -> str:
    """Write an address as /proc/net/route does."""
    number = struct.unpack("=I", socket.inet_aton(address))[0]
    return f"{number:08X}"
