"""Default routes from /proc, and pages fetched by each of them."""

from __future__ import annotations

import socket
import struct

from agent.host.linux.by_adapter import PATIENCE, comes, may_choose
from agent.host.linux.decision import decided
from agent.host.linux.leased import routers
from agent.host.linux.together import together
from agent.host.ports.ways import Way
from agent.host.trouble import HostError

OUTSIDE = "192.0.2.1"
"""An address that nobody has (RFC 5737): all that counts is where it would go."""
UP, VIA, REJECT = 0x1, 0x2, 0x200
"""``RTF_*`` of linux/route.h."""
ALONE = 0xFFFFFFFF
MOST = 4


class LinuxWays:
    """What the kernel decides, and /proc/net/route shows."""

    def __init__(self, proc: str = "/proc/net") -> None:
        """Take another folder, for a test."""
        self._proc = proc

    def out(self) -> tuple[Way, ...]:
        """See the port."""
        taken = decided(OUTSIDE)
        rows = self._rows()
        listed = sorted(
            (metric, name, via)
            for name, to, mask, via, metric in rows
            if to == mask == 0
        )
        found = [taken] if taken else []
        found += [(name, _dotted(via) if via else "") for _, name, via in listed]
        ways = (
            Way(name, via, near=not via or _near(rows, name, via))
            for name, via in dict.fromkeys(found)
        )
        return tuple(ways)[:MOST]

    def leased(self, adapter: str) -> tuple[str, ...]:
        """See the port."""
        return routers(adapter)

    def leading_out(
        self,
        ways: tuple[Way, ...],
        servers: tuple[str, ...],
        wanted: tuple[tuple[str, str], ...],
    ) -> tuple[Way, ...]:
        """See the port; a socket that is bound to an adapter takes its way."""
        may_choose(ways[0].adapter)
        tries = [(way, *one) for way in ways for one in wanted]

        def ask(one: tuple[Way, str, str]) -> bool:
            way, url, text = one
            asked = dict.fromkeys([*servers, *filter(None, [way.gateway])])
            return comes(way.adapter, tuple(asked), url, text.encode())

        known = together(ask, tries, PATIENCE)
        alive = {one[0] for one, came in known.items() if came}
        return tuple(way for way in ways if way in alive)

    def _rows(self) -> list[tuple[str, int, int, int, int]]:
        """Return adapter, network, mask, gateway and metric of the usable routes."""
        try:
            with open(f"{self._proc}/route", encoding="ascii") as file:
                rows = [line.split() for line in file.readlines()[1:]]
            return [
                (r[0], int(r[1], 16), int(r[7], 16), _via(r), int(r[6]))
                for r in rows
                if int(r[3], 16) & (UP | REJECT) == UP
            ]
        except (OSError, ValueError, IndexError) as trouble:
            msg = f"the kernel does not tell its routes: {trouble}"
            raise HostError(msg) from trouble


def _via(row: list[str]) -> int:
    return int(row[2], 16) if int(row[3], 16) & VIA else 0


def _dotted(number: int) -> str:
    return socket.inet_ntoa(struct.pack("=I", number))


def _near(
    rows: list[tuple[str, int, int, int, int]], adapter: str, gateway: str
) -> bool:
    """Say whether a network of the adapter holds the gateway, and more than it."""
    at = struct.unpack("=I", socket.inet_aton(gateway))[0]
    return any(
        name == adapter and not via and 0 < mask < ALONE and at & mask == to
        for name, to, mask, via, _ in rows
    )
