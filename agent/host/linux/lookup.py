"""Asks name servers directly, past every cache of this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress

from agent.host.linux.together import together
from agent.host.ports.network import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dns.message import Message

RESOLV_CONF = "/etc/resolv.conf"
HOSTS = "/etc/hosts"
MOST = 3
"""Servers that the C library asks (resolv.conf(5), ``MAXNS``)."""
TRY = 1.2
TRIES = 2
"""Seconds until a question is repeated, as a datagram may be lost, and how often it is
asked; an answer to the first may still come after the second."""


def servers_in(path: str) -> list[str]:
    """Return the name servers of a resolv.conf; none where there is no such file."""
    rows = [line.split() for line in _lines(path)]
    found = [row[1] for row in rows if row[:1] == ["nameserver"] and len(row) > 1]
    return list(dict.fromkeys(found))[:MOST]


def ask(
    server: str, name: str, kind: str = "A", port: int = 53
) -> tuple[Status, list[str]]:
    """Ask one server one question; return what it made of it, and the addresses."""
    import dns.exception
    import dns.message
    import dns.query

    question = dns.message.make_query(f"{name.rstrip('.')}.", kind)
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as own:
        for _ in range(TRIES):
            try:
                answer, _tcp = dns.query.udp_with_fallback(
                    question, server, TRY, port, udp_sock=own
                )
                return _read(answer)
            except dns.exception.Timeout:
                continue
            except (OSError, ValueError):
                return "silent", []
            except dns.exception.DNSException:
                return "refused", []
    return "silent", []


def _read(answer: Message) -> tuple[Status, list[str]]:
    import dns.rcode

    rows = [row for rrset in answer.answer for row in rrset]
    addresses = [row.address for row in rows if hasattr(row, "address")]
    if answer.rcode() == dns.rcode.NXDOMAIN:
        return "unknown", []
    return ("found" if addresses else "refused"), addresses


def addresses(
    host: str, seconds: float, resolv_conf: str = RESOLV_CONF, hosts: str = HOSTS
) -> list[str]:
    """Return the addresses of a host: itself, the hosts file, the first to answer.

    All servers are asked at once, for both families; IPv4 comes first, as the rarer
    to be broken. Empty where nobody knows it in time.
    """
    with suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    if known := list(listed(host, hosts)):
        return known
    asked = [
        (server, name, kind)
        for server in servers_in(resolv_conf)
        for name in _in_full(host, resolv_conf)
        for kind in ("A", "AAAA")
    ]
    both = set[str]()

    def enough(answer: tuple[str, Status, list[str]]) -> bool:
        kind, status, _ = answer
        if status == "found":
            both.add(kind)
        return len(both) == 2

    answers = together(lambda one: (one[2], *ask(*one)), asked, seconds, enough)
    return list(
        dict.fromkeys(
            address
            for kind in ("A", "AAAA")
            for told, _, found in answers.values()
            if told == kind
            for address in found
        )
    )


def _in_full(host: str, resolv_conf: str) -> list[str]:
    """Return the names a short one may stand for (resolv.conf(5), ``search``)."""
    if "." in host:
        return [host]
    words = [line.split() for line in _lines(resolv_conf)]
    lists = [more for key, *more in filter(None, words) if key in ("search", "domain")]
    return [f"{host}.{domain}" for domain in lists[-1]] if lists else [host]


def _lines(path: str) -> list[str]:
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        return file.readlines()
    return []


def listed(host: str, hosts: str) -> Iterator[str]:
    """Yield the addresses that a hosts file has for a name."""
    for line in _lines(hosts):
        address, *names = line.partition("#")[0].split() or [""]
        if host.lower() in (name.lower() for name in names):
            yield address
