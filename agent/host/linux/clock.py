"""How far this machine's clock is behind others', asked by SNTP and by HTTP."""

from __future__ import annotations

import os
import secrets
import socket
import struct
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing

from agent.host.linux.lookup import addresses
from agent.host.linux.proxies import ways
from agent.host.linux.together import together
from agent.host.trouble import HostError

PORT = 123
PACKET = struct.Struct("!BBbbIII" + "Q" * 4)
"""The header of RFC 5905, 7.3: four bytes, delay, dispersion, id, four times."""
ASK = 4 << 3 | 3
"""Version 4, mode 3: a client's question."""
SERVER, UNSYNCHRONISED = 4, 3
SINCE_1900 = 2_208_988_800
ERA = 1 << 32
PATIENCE = 2.0
AGREES = 1.0
"""Seconds; somebody who agrees so closely need not be confirmed by others."""


class LinuxClock:
    """Compares with whoever answers."""

    def __init__(
        self, port: int = PORT, environment: Mapping[str, str] = os.environ
    ) -> None:
        """Take another port or environment, for a test."""
        self._port, self._environment = port, environment

    def behind_servers(self, servers: tuple[str, ...]) -> tuple[float, ...]:
        """See the port."""
        known = together(
            lambda host: behind(host, self._port), servers, PATIENCE, _agrees
        )
        return tuple(known[one] for one in servers if one in known)

    def behind_pages(self, urls: tuple[str, ...], proxy: str) -> tuple[float, ...]:
        """See the port."""
        through = ways(urls, proxy, self._environment)
        known = together(
            lambda url: behind_page(url, through[url]),
            urls,
            PATIENCE,
            lambda one: abs(one) <= 2 * AGREES,
        )
        return tuple(known[one] for one in urls if one in known)


def behind(host: str, port: int = PORT) -> float:
    """Ask one time server; return seconds, or raise where no true answer comes."""
    found = addresses(host, PATIENCE / 2)
    if not found:
        msg = f"{host} has no address"
        raise HostError(msg)
    family = socket.AF_INET6 if ":" in found[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        asking.settimeout(PATIENCE / 2)
        asking.connect((found[0], port))
        sign, left = secrets.randbits(64), time.time()
        asking.send(PACKET.pack(ASK, *[0] * 9, sign))
        said = asking.recv(512)
        back = time.time()
    return read(said, sign, left, back)


def read(said: bytes, sign: int, left: float, back: float) -> float:
    """Return the offset of RFC 5905, 8, or raise ``HostError`` for what is no answer.

    The sign we sent must come back, so that nobody answers who did not hear us;
    stratum 0 is a refusal (7.4).
    """
    if len(said) < PACKET.size:
        msg = "the time server's answer is too short"
        raise HostError(msg)
    first, stratum, *_, echo, came, went = PACKET.unpack_from(said)
    synchronised = first >> 6 != UNSYNCHRONISED and 1 <= stratum <= 15
    if first & 7 != SERVER or echo != sign or not synchronised or not went:
        msg = "the time server does not know the time"
        raise HostError(msg)
    return ((_seconds(came) - left) + (_seconds(went) - back)) / 2


def _seconds(stamp: int) -> float:
    """Return a time of NTP as one of Unix; small ones are after 2036 (RFC 5905, 6)."""
    whole = stamp >> 32
    return whole + (ERA if whole < ERA >> 1 else 0) - SINCE_1900 + (stamp % ERA) / ERA


def behind_page(url: str, proxy: str) -> float:
    """Compare with the date of an answer, which is cut to whole seconds."""
    from email.utils import parsedate_to_datetime

    left = time.time()
    said = _date(url, proxy)
    dated = parsedate_to_datetime(said).timestamp() + 0.5
    return dated - (left + time.time()) / 2


def _date(url: str, proxy: str) -> str:
    """Ask for a page; over TLS, only somebody we trust tells the time."""
    from agent.host.linux.stages import answer, connected, secured, trusting

    until = time.monotonic() + PATIENCE
    with ExitStack() as closing_all:
        line = closing_all.enter_context(connected(url, proxy, until))
        if url.startswith("https://"):
            safe = secured(line, url, trusting(), until)
            line = closing_all.enter_context(safe)
        said = closing_all.enter_context(
            closing(answer(line, "HEAD", url, proxy, until))
        )
        return str(said.headers["Date"])


def _agrees(behind: float) -> bool:
    return abs(behind) <= AGREES
