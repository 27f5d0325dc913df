"""Tells a hole for large packets by how the same question fares in small ones."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from agent.host.linux.lookup import addresses
from agent.host.linux.proxies import way
from agent.host.linux.schemes import PORTS
from agent.host.linux.together import together
from agent.host.ports.packets import Passed

PATIENCE = 3.2
MOST = 2
LOOKING_UP, CONNECTING = 0.7, 0.7
ANSWERING = 0.9
"""Seconds: what vanished is sent again within 0.2 and within 0.6 (RFC 6298)."""
SMALL = 1000
"""Bytes of a segment (``TCP_MAXSEG``) that every line carries: IPv6 asks for 1280."""
PADDING = 2800
"""Bytes that fill two packets of 1500; servers take 8000 and more."""
LARGE = 1500
"""An answer of so many bytes and more came in at least one full packet."""


class Aim(NamedTuple):
    """Whom to connect to, and for what."""

    address: str
    port: int
    url: SplitResult
    proxied: bool

    @property
    def inwards(self) -> bool:
        """Say whether the answer is what may be large."""
        return self.url.scheme == "https"


class LinuxPackets:
    """Asks over TCP: what the wire loses the kernel sends again, until it is lost."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def large(
        self, pages: tuple[str, ...], endpoints: tuple[str, ...], proxy: str
    ) -> tuple[Passed, ...]:
        """See the port."""
        urls = [*pages[:MOST], *endpoints[:MOST]]
        found = together(
            lambda url: list(_aims(url, way(url, proxy, self._environment))),
            urls,
            LOOKING_UP,
        )
        aims = [aim for url in urls for aim in found.get(url, [])]
        known = together(_how, aims, PATIENCE - LOOKING_UP)
        return tuple(
            Passed(
                aim.url.hostname or "",
                6 if ":" in aim.address else 4,
                aim.inwards,
                "whole" if known[aim] else "lost",
            )
            for aim in aims
            if known.get(aim) is not None
        )


def _aims(url: str, proxy: str) -> Iterator[Aim]:
    """Yield one address of each family that this machine knows a way to."""
    asked, first = urlsplit(url), urlsplit(proxy or url)
    port = first.port or PORTS.get(first.scheme, 80)
    families = set()
    for address in addresses(first.hostname or "", LOOKING_UP):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            if family not in families and not one.connect_ex((address, port)):
                families.add(family)
                yield Aim(address, port, asked, bool(proxy))


def _how(aim: Aim) -> bool | None:
    """Say whether large packets pass; nothing where that is not it."""
    if (first := _asked(aim, small=False)) is not False:
        return first
    if not _asked(aim, small=True):
        return None
    return None if _asked(aim, small=False) else False


def _asked(aim: Aim, *, small: bool) -> bool | None:
    """Ask once: say whether an answer came, or nothing where nobody is there."""
    ask = _certificate if aim.inwards else _page
    family = socket.AF_INET6 if ":" in aim.address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as link:
        if small:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SMALL)
        try:
            link.settimeout(CONNECTING)
            link.connect((aim.address, aim.port))
            if aim.proxied and aim.inwards and not _tunnelled(link, aim.url):
                return None
        except OSError:
            return None
        return _within(link, ANSWERING, lambda: ask(link, aim))


def _within(
    link: socket.socket, seconds: float, ask: Callable[[], bool | None]
) -> bool | None:
    """Ask; silence for so long is no answer, any other end is one."""
    link.settimeout(seconds)
    try:
        return ask()
    except TimeoutError:
        return False
    except OSError:
        return None


def _page(link: socket.socket, aim: Aim) -> bool:
    """Send a large request for a page; whatever is said to it, it has arrived."""
    what = aim.url.geturl() if aim.proxied else aim.url.path or "/"
    head = f"GET {what} HTTP/1.1\r\nHost: {aim.url.netloc}\r\nUser-Agent: Blusser\r\n"
    filled = f"{head}X-Padding: {'x' * PADDING}\r\nConnection: close\r\n\r\n"
    link.sendall(filled.encode())
    with suppress(ConnectionError):
        link.recv(1)
    return True


def _tunnelled(link: socket.socket, url: SplitResult) -> bool:
    """Have a proxy connect us; say whether it does."""
    place = f"{url.hostname}:{url.port or 443}"
    link.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode())
    said = b""
    while b"\r\n\r\n" not in said and len(said) < 4096:
        if not (more := link.recv(1024)):
            return False
        said += more
    return said.split(b" ", 2)[1:2] == [b"200"]


def _certificate(link: socket.socket, aim: Aim) -> bool | None:
    """Have a server show its certificate; nothing where that is not large.

    Nobody is trusted by it, and nothing is said to who shows it.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    heard, said = ssl.MemoryBIO(), ssl.MemoryBIO()
    hands = context.wrap_bio(heard, said, server_hostname=aim.url.hostname)
    until, count = monotonic() + ANSWERING, 0
    while True:
        try:
            hands.do_handshake()
        except ssl.SSLWantReadError:
            link.sendall(said.read())
        except ssl.SSLError:
            break
        else:
            break
        link.settimeout(max(0.01, until - monotonic()))
        if not (more := link.recv(4096)):
            break
        count += len(more)
        heard.write(more)
    return True if count >= LARGE else None
