"""IPv6 as /proc/net shows it, and connections by both kinds of address."""

from __future__ import annotations

import errno
import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.lookup import addresses
from agent.host.linux.schemes import PORTS
from agent.host.linux.together import together
from agent.host.ports.families import Pair

TENTATIVE, DEPRECATED, DUPLICATE = 0x40, 0x20, 0x08
"""``IFA_F_*`` of linux/if_addr.h."""
UP, REJECT = 0x1, 0x200
"""``RTF_*`` of linux/route.h."""
LOOKING_UP, CONNECTING = 1.2, 1.5
"""Seconds; the kernel tries once more after one (RFC 6298, 2.1)."""
HOSTS = 4


class LinuxFamilies:
    """Reads /proc, and connects; what hosts are called is looked up once."""

    def __init__(self, proc: str = "/proc/net") -> None:
        """Take another folder, for a test."""
        self._proc = proc
        self._known: dict[tuple[str, int], list[str]] = {}

    def six_is_used(self) -> bool:
        """See the port."""
        return any(self._outward()) and any(self._ways())

    def compare(self, urls: tuple[str, ...]) -> tuple[Pair, ...]:
        """See the port."""
        places = list(dict.fromkeys(map(_place, urls)))
        new = [one for one in places if one not in self._known]
        self._known |= together(
            lambda one: addresses(one[0], LOOKING_UP), new, LOOKING_UP
        )
        both = {
            place: (four[0], six[0])
            for place, found in self._known.items()
            if (four := [one for one in found if ":" not in one])
            and (six := [one for one in found if ":" in one])
        }
        chosen = [place for place in places if place in both][:HOSTS]
        aims = [(address, one[1]) for one in chosen for address in both[one]]
        answered = _answered(aims)
        return tuple(
            Pair(host, (four, port) in answered, (six, port) in answered)
            for host, port in chosen
            for four, six in [both[host, port]]
        )

    def _outward(self) -> Iterator[str]:
        """Yield the addresses for the whole internet that are in full use."""
        for packed, _, _, _, flags, _ in self._rows("if_inet6"):
            bad = int(flags, 16) & (TENTATIVE | DEPRECATED | DUPLICATE)
            if packed[0] in "23" and not bad:
                yield packed

    def _ways(self) -> Iterator[str]:
        """Yield the adapters of default routes."""
        for to, length, *_, flags, name in self._rows("ipv6_route"):
            usable = int(flags, 16) & (UP | REJECT) == UP and name != "lo"
            if int(to, 16) == int(length, 16) == 0 and usable:
                yield name

    def _rows(self, name: str) -> Iterator[list[str]]:
        """Yield the fields of each line; none where the kernel has no IPv6."""
        with suppress(OSError), open(f"{self._proc}/{name}", encoding="ascii") as file:
            for line in file:
                yield line.split()


def _answered(aims: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """Connect to all at once; return who took the connection, or refused it."""
    answered: set[tuple[str, int]] = set()
    with selectors.DefaultSelector() as waiting, ExitStack() as held:
        for aim in aims:
            family = socket.AF_INET6 if ":" in aim[0] else socket.AF_INET
            line = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
            held.callback(line.close)
            if line.connect_ex(aim) in (0, errno.EINPROGRESS):
                waiting.register(line, selectors.EVENT_WRITE, aim)
        until = monotonic() + CONNECTING
        while waiting.get_map() and (left := until - monotonic()) > 0:
            for key, _ in waiting.select(left):
                waiting.unregister(key.fileobj)
                assert isinstance(key.fileobj, socket.socket)
                said = key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if said in (0, errno.ECONNREFUSED):
                    answered.add(key.data)
    return answered


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme, 80)
