"""The quality of the line: volleys at the gateways, and at hosts of the web."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.lookup import addresses
from agent.host.linux.proxies import way
from agent.host.linux.schemes import PORTS
from agent.host.linux.together import together
from agent.host.linux.volley import Datagrams, Knocks, fire
from agent.host.ports.line import Look
from agent.host.ports.network import Gateway

HOSTS, NEAR = 2, 2
LOOKING_UP = (0.4, 0.8)
"""Seconds for each attempt: on a lossy line the first may not get through."""
PAYLOAD = bytes(range(56))
"""As much as ping(8) sends."""
TRAFFIC = "/proc/net/dev"
RECEIVED, SENT = 0, 8

Place = tuple[str, int, bool]
"""Host, port, and whether that is the host itself, not a proxy on the way to it."""


class LinuxLine:
    """Sends small packets; what hosts are called is looked up once."""

    def __init__(
        self, environment: Mapping[str, str] = os.environ, traffic: str = TRAFFIC
    ) -> None:
        """Take another environment and another file, for a test."""
        self._environment, self._traffic = environment, traffic
        self._found: dict[Place, str] = {}

    def look(
        self,
        gateways: tuple[Gateway, ...],
        servers: tuple[str, ...],
        urls: tuple[str, ...],
        proxy: str,
    ) -> Look:
        """See the port."""
        places = [_place(url, way(url, proxy, self._environment)) for url in urls]
        if not self._found:
            self._find(list(dict.fromkeys(places)))
        aims = [*_near(gateways, servers), *_far(self._found)]
        before, began = self._bytes(), monotonic()
        volleys = fire(aims)
        moved = (self._bytes() - before) / (monotonic() - began)
        return Look(volleys, round(moved))

    def _find(self, places: list[Place]) -> None:
        for seconds in LOOKING_UP:
            missing = [one for one in places[:HOSTS] if one not in self._found]
            asked = [(*one, seconds) for one in missing]
            known = together(lambda one: _address(one[0], one[3]), asked, seconds)
            self._found |= {one[:3]: at for one, at in known.items() if at}

    def _bytes(self) -> int:
        """Return what all adapters but the loopback have moved."""
        total = 0
        with open(self._traffic, encoding="ascii") as file:
            for line in file.readlines()[2:]:
                name, _, counters = line.partition(":")
                if name.strip() != "lo":
                    told = counters.split()
                    total += int(told[RECEIVED]) + int(told[SENT])
        return total


def _near(
    gateways: tuple[Gateway, ...], servers: tuple[str, ...]
) -> Iterator[Datagrams]:
    for gateway in [one for one in gateways if one.address][:NEAR]:
        with suppress(OSError):
            scope = socket.if_nametoindex(gateway.adapter)
            if gateway.address in servers:
                yield Datagrams(gateway.address, scope, "names", near=True, ask=ROOT)
            yield Datagrams(gateway.address, scope, "echo", near=True, ask=PAYLOAD)


def _far(found: dict[Place, str]) -> Iterator[Datagrams | Knocks]:
    for (_, port, direct), address in found.items():
        yield Knocks(address, port, near=False)
        if direct:
            with suppress(OSError):
                yield Datagrams(address, 0, "echo", near=False, ask=PAYLOAD)


ROOT = struct.pack("!HHHHHBHH", 0, 1, 0, 0, 0, 0, 2, 1)
"""A question for the name servers of the root, without recursion (RFC 1035, 4.1):
whoever forwards questions need not ask others what to say to it."""


def _place(url: str, proxy: str) -> Place:
    parts = urlsplit(proxy or url)
    port = parts.port or PORTS.get(parts.scheme, 80)
    return parts.hostname or "", port, not proxy


def _address(host: str, seconds: float) -> str:
    """Return the first address of a host that this machine knows a way to."""
    return next((one for one in addresses(host, seconds) if _has_way(one)), "")


def _has_way(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as one:
        return one.connect_ex((address, 9)) == 0
