"""Pages fetched by one adapter, whatever way the kernel would take by itself."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPException
from time import monotonic
from urllib.parse import urlsplit

from agent.host.linux.schemes import PORTS
from agent.host.linux.together import together
from agent.host.trouble import HostError

PATIENCE, ASKING = 2.0, 0.9
"""Seconds for a page, and of those for its address."""


def may_choose(adapter: str) -> None:
    """Raise where a socket may not be bound to an adapter (Linux 5.7 and later)."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            _bind(line, adapter)
    except OSError as trouble:
        msg = f"the way cannot be chosen: {trouble.strerror}"
        raise HostError(msg) from trouble


def _bind(line: socket.socket, adapter: str) -> None:
    name = adapter.encode() + b"\0"
    line.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, name)


def comes(adapter: str, servers: tuple[str, ...], url: str, text: bytes) -> bool:
    """Fetch a page by an adapter; say whether it begins as it should."""
    from agent.host.linux.stages import answer

    until = monotonic() + PATIENCE
    parts = urlsplit(url)
    port = parts.port or PORTS.get(parts.scheme, 80)
    for address in _found(adapter, servers, parts.hostname or ""):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
            _bind(line, adapter)
            line.settimeout(max(0.1, until - monotonic()))
            with suppress(OSError, HTTPException):
                line.connect((address, port))
                with closing(answer(line, "GET", url, "", until)) as said:
                    return said.status == 200 and said.read(len(text)) == text
    return False


def _found(adapter: str, servers: tuple[str, ...], host: str) -> Iterator[str]:
    """Yield an address of a host that a server tells to who asks by an adapter.

    Who is called by an address is not asked for.
    """
    with suppress(ValueError):
        yield str(ipaddress.IPv4Address(host))
        return
    four = [one for one in servers if ":" not in one]
    known = together(lambda one: _told(adapter, one, host), four, ASKING, bool)
    yield from next(filter(None, known.values()), [])[:1]


def _told(adapter: str, server: str, host: str) -> list[str]:
    import dns.message
    import dns.query

    question = dns.message.make_query(f"{host.rstrip('.')}.", "A")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        _bind(line, adapter)
        line.settimeout(0)
        answer = dns.query.udp(question, server, ASKING, sock=line)
    rows = [row for rrset in answer.answer for row in rrset]
    return [row.address for row in rows if hasattr(row, "address")]
