"""Asks name servers directly, past every cache of this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import suppress

from agent.host.linux.together import together
from agent.host.ports.network import Status

RESOLV_CONF = "/etc/resolv.conf"
HOSTS = "/etc/hosts"
MOST = 3
"""Servers that the C library asks (resolv.conf(5), ``MAXNS``)."""
TRY = 1.2
TRIES = 2
"""Seconds for an answer, and how often; a datagram may be lost."""


def servers_in(path: str) -> list[str]:
    """Return the name servers of a resolv.conf; none where there is no such file."""
    found: list[str] = []
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            words = line.split()
            if len(words) > 1 and words[0] == "nameserver":
                found.append(words[1])
    return list(dict.fromkeys(found))[:MOST]


def ask(
    server: str, name: str, kind: str = "A", port: int = 53
) -> tuple[Status, list[str]]:
    """Ask one server one question; return what it made of it, and the addresses."""
    import dns.exception
    import dns.message
    import dns.query
    import dns.rcode

    question = dns.message.make_query(f"{name.rstrip('.')}.", kind)
    for _ in range(TRIES):
        try:
            answer, _tcp = dns.query.udp_with_fallback(question, server, TRY, port)
        except dns.exception.Timeout:
            continue
        except (OSError, ValueError):
            return "silent", []
        except dns.exception.DNSException:
            return "refused", []
        rows = [row for rrset in answer.answer for row in rrset]
        addresses = [row.address for row in rows if hasattr(row, "address")]
        if answer.rcode() == dns.rcode.NXDOMAIN:
            return "unknown", []
        return ("found" if rows else "refused"), addresses
    return "silent", []


def addresses(
    host: str, seconds: float, resolv_conf: str = RESOLV_CONF, hosts: str = HOSTS
) -> list[str]:
    """Return the addresses of a host: itself, the hosts file, the first to answer.

    All servers are asked at once, for both families; IPv4 comes first, as the rarer
    to be broken. Empty where nobody knows it in time.
    """
    with suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    if listed := list(_listed(host, hosts)):
        return listed
    asked = [(s, kind) for s in servers_in(resolv_conf) for kind in ("A", "AAAA")]
    both = set[str]()

    def enough(answer: tuple[str, Status, list[str]]) -> bool:
        kind, status, _ = answer
        if status == "found":
            both.add(kind)
        return len(both) == 2

    known = together(
        lambda one: (one[1], *ask(one[0], host, one[1])), asked, seconds, enough
    )
    return list(
        dict.fromkeys(
            address
            for kind in ("A", "AAAA")
            for told, _, found in known.values()
            if told == kind
            for address in found
        )
    )


def _listed(host: str, hosts: str) -> Iterator[str]:
    with suppress(OSError), open(hosts, encoding="utf-8", errors="replace") as file:
        for line in file:
            address, *names = line.partition("#")[0].split() or [""]
            if host.lower() in (name.lower() for name in names):
                yield address
