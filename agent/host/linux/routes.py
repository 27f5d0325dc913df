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
from agent.host.linux.hops import expired, one_hop
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
BEYOND = {"4": "192.0.2.1", "6": "2001:db8::1"}
"""Addresses of nobody (RFC 5737, RFC 3849): one hop is all that is sent there, and the
gateway is who sends it back."""
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
        began, alive = monotonic(), set[Gateway]()
        with ExitStack() as held, selectors.DefaultSelector() as waiting:
            for gateway in gateways:
                for knock in _knocks(gateway):
                    held.callback(knock.close)
                    waiting.register(knock, WAITS_FOR[knock.type], gateway)
            while not alive and monotonic() < began + PATIENCE:
                alive |= _heard(waiting, LOOK)
                alive |= _on_the_wire(gateways, monotonic() - began)
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


def _on_the_wire(gateways: tuple[Gateway, ...], since: float) -> set[Gateway]:
    """Return whose address somebody has claimed in so many seconds.

    What the kernel heard before is a memory, and proves nothing.
    """
    known = neighbours.table()
    return {
        gateway
        for gateway in gateways
        if (found := known.get((gateway.adapter, gateway.address)))
        and found.heard_within(since)
    }


def _knocks(gateway: Gateway) -> Iterator[socket.socket]:
    """Begin to connect by TCP, send a datagram nobody waits for, and one too far.

    That alone makes the kernel ask the wire who has the address, where it has
    forgotten.
    """
    scope = (
        (0, socket.if_nametoindex(gateway.adapter)) if ":" in gateway.address else ()
    )
    for port in DOORS:
        knock = _socket(gateway, socket.SOCK_STREAM)
        with suppress(OSError):
            begun = knock.connect_ex((gateway.address, port, *scope))
            if begun in (0, errno.EINPROGRESS):
                yield knock
                continue
        knock.close()
    for where in (gateway.address, BEYOND["6" if scope else "4"]):
        knock = _socket(gateway, socket.SOCK_DGRAM)
        with suppress(OSError):
            if where != gateway.address:
                one_hop(knock, gateway.adapter)
            knock.connect((where, CLOSED, *(scope if where == gateway.address else ())))
            knock.send(b"?")
            yield knock
            continue
        knock.close()


def _socket(gateway: Gateway, kind: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in gateway.address else socket.AF_INET
    return socket.socket(family, kind | socket.SOCK_NONBLOCK)


def _heard(waiting: selectors.BaseSelector, seconds: float) -> set[Gateway]:
    """Return whose sockets were accepted, refused, or sent back as going too far."""
    alive = set()
    for key, _ in waiting.select(seconds):
        knock = key.fileobj
        assert isinstance(knock, socket.socket)
        waiting.unregister(knock)
        said = knock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if said in (0, errno.ECONNREFUSED) or expired(knock):
            alive.add(key.data)
    return alive
