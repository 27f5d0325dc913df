"""Default routes from /proc, and whether their gateways live."""

from __future__ import annotations

import errno
import ipaddress
import selectors
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from time import monotonic

from agent.host.linux import neighbours
from agent.host.ports.network import Gateway
from agent.host.trouble import HostError

UP, VIA, REJECT = 0x1, 0x2, 0x200
"""``RTF_UP``, ``RTF_GATEWAY``, ``RTF_REJECT`` of linux/route.h."""
DOORS = (53, 80, 443)
CLOSED = 33434
"""A port nobody listens on, as traceroute uses: what answers there is a refusal."""
WAITS_FOR = {
    socket.SOCK_STREAM: selectors.EVENT_WRITE,
    socket.SOCK_DGRAM: selectors.EVENT_READ,
}
PATIENCE = 2.2
"""Seconds for a sign of life; on the wire one takes milliseconds."""
LOOK = 0.1
MOST = 8


class LinuxRoutes:
    """What /proc/net shows, and what the wire tells."""

    def __init__(self, proc: str = "/proc/net") -> None:
        """Take another folder, for a test."""
        self._proc = proc

    def gateways(self) -> tuple[Gateway, ...]:
        """See the port."""
        try:
            found = dict.fromkeys([*self._four(), *self._six()])
        except (OSError, ValueError, IndexError) as trouble:
            msg = f"the kernel does not tell its routes: {trouble}"
            raise HostError(msg) from trouble
        return tuple(found)[:MOST]

    def answering(self, gateways: tuple[Gateway, ...]) -> tuple[Gateway, ...]:
        """See the port: knock at several doors, and watch the neighbour table."""
        until, alive = monotonic() + PATIENCE, set[Gateway]()
        with ExitStack() as held, selectors.DefaultSelector() as waiting:
            for gateway in gateways:
                for knock in _knocks(gateway):
                    held.callback(knock.close)
                    waiting.register(knock, WAITS_FOR[knock.type], gateway)
            while not alive and monotonic() < until:
                alive |= _heard(waiting, LOOK)
                alive |= {g for g in gateways if _state(g) & neighbours.THERE}
        doubtful = [g for g in gateways if _state(g) & neighbours.DOUBTFUL]
        if not alive and doubtful:
            msg = f"{doubtful[0].address} was there a moment ago, but does not answer"
            raise HostError(msg)
        return tuple(gateway for gateway in gateways if gateway in alive)

    def _four(self) -> Iterator[Gateway]:
        for row in self._rows("route")[1:]:
            name, to, via, flags, mask = row[0], row[1], row[2], row[3], row[7]
            if int(to, 16) == int(mask, 16) == 0 and _usable(flags):
                packed = struct.pack("=I", int(via, 16))
                usual = int(flags, 16) & VIA
                yield Gateway(name, socket.inet_ntoa(packed) if usual else "")

    def _six(self) -> Iterator[Gateway]:
        for row in self._rows("ipv6_route"):
            to, length, via, flags, name = row[0], row[1], row[4], row[8], row[9]
            if int(to, 16) == int(length, 16) == 0 and _usable(flags) and name != "lo":
                address = str(ipaddress.IPv6Address(int(via, 16)))
                yield Gateway(name, address if int(flags, 16) & VIA else "")

    def _rows(self, name: str) -> list[list[str]]:
        """Return the fields of each line; none where the kernel has no such family."""
        with (
            suppress(FileNotFoundError),
            open(f"{self._proc}/{name}", encoding="utf-8") as file,
        ):
            return [line.split() for line in file]
        return []


def _usable(flags: str) -> bool:
    return int(flags, 16) & (UP | REJECT) == UP


def _state(gateway: Gateway) -> neighbours.State:
    known = neighbours.states()
    return known.get((gateway.adapter, gateway.address), neighbours.State(0))


def _knocks(gateway: Gateway) -> Iterator[socket.socket]:
    """Begin to connect by TCP, and send one datagram nobody waits for.

    That alone makes the kernel ask the wire who has the address.
    """
    family = socket.AF_INET6 if ":" in gateway.address else socket.AF_INET
    scope = (
        (0, socket.if_nametoindex(gateway.adapter)) if ":" in gateway.address else ()
    )
    for port in (*DOORS, CLOSED):
        kind = socket.SOCK_DGRAM if port == CLOSED else socket.SOCK_STREAM
        knock = socket.socket(family, kind | socket.SOCK_NONBLOCK)
        with suppress(OSError):
            begun = knock.connect_ex((gateway.address, port, *scope))
            if port == CLOSED:
                knock.send(b"?")
            if begun in (0, errno.EINPROGRESS):
                yield knock
                continue
        knock.close()


def _heard(waiting: selectors.BaseSelector, seconds: float) -> set[Gateway]:
    """Return whose sockets were accepted or refused; both are signs of life."""
    alive = set()
    for key, _ in waiting.select(seconds):
        knock = key.fileobj
        assert isinstance(knock, socket.socket)
        waiting.unregister(knock)
        said = knock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if said in (0, errno.ECONNREFUSED):
            alive.add(key.data)
    return alive
