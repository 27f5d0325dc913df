"""The servers of a realm: found in krb5.conf or by SRV, asked as a sign-in asks."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from agent.host.linux import kdc, krb5conf, rootdse
from agent.host.linux.opening import opened
from agent.host.linux.together import together
from agent.host.ports.login import Server

if TYPE_CHECKING:
    from dns.resolver import Resolver

KEYTAB = "/etc/krb5.keytab"
PORTS = {"kerberos": 88, "ldap": 389}
MOST = 5
"""Servers tried per service; one that answers is enough."""

ASKING = 2.0
CONNECTING = 2.0
"""Seconds for the name service and for the servers."""

PROXY = 443
"""The port of a way in from outside, which speaks HTTPS (MS-KKDCP)."""
LONGEST = 15
"""Letters of a machine's short name in a domain (MS-NRPC, NetBIOS name)."""


class LinuxSignInServers:
    """The way this machine's Kerberos library would find its servers."""

    def __init__(self, keytab: str = KEYTAB) -> None:
        """Take another keytab, for a test."""
        self._keytab = keytab

    def is_joined(self) -> bool:
        """See the port; only root may read the key, all may see that it is there."""
        return os.path.exists(self._keytab)

    def default_realm(self) -> str:
        """See the port."""
        return krb5conf.value(krb5conf.read(), "libdefaults", "default_realm")

    def servers(self, realm: str) -> tuple[Server, ...]:
        """See the port; what the settings name counts before the name service."""
        named = krb5conf.values(krb5conf.read(), "realms", realm, "kdc")
        fixed = [at(text) for text in named]
        asked = [service for service in PORTS if service != "kerberos" or not fixed]
        found = together(lambda service: announced(service, realm), asked, ASKING)
        found.setdefault("kerberos", fixed)
        return tuple(one for service in PORTS for one in found.get(service, [])[:MOST])

    def answering(self, servers: tuple[Server, ...]) -> tuple[Server, ...]:
        """See the port."""
        answered = together(_answers, servers, CONNECTING)
        return tuple(server for server in servers if answered.get(server))


def at(text: str) -> Server:
    """Read a ``kdc`` of krb5.conf: ``host``, ``host:port``, ``[v6]:port``.

    Or ``https://host/KdcProxy``, the way in from outside (MS-KKDCP).
    """
    proxy = text.startswith("https://")
    usual = PROXY if proxy else PORTS["kerberos"]
    bare = text.removeprefix("https://").partition("/")[0].strip()
    host, _, port = bare.rpartition(":")
    if port.isdecimal() and host and ("]" in host or ":" not in host):
        return Server("kerberos", host.strip("[]"), int(port))
    return Server("kerberos", bare.strip("[]"), usual)


def announced(service: str, realm: str) -> list[Server]:
    """Ask for ``_service._tcp.realm`` (RFC 2782); the best priority first."""
    from dns.exception import DNSException

    name = f"_{service}._tcp.{realm.lower()}."
    with suppress(DNSException, OSError):
        answer = _resolver().resolve(name, "SRV")
        rows = sorted(answer, key=lambda row: (row.priority, -row.weight, row.target))
        return [
            Server(service, row.target.to_text(omit_final_dot=True), row.port)
            for row in rows
            if row.target.to_text() != "."
        ]
    return []


def own_name() -> str:
    """Return the account that a machine of this name has in a domain."""
    return socket.gethostname().partition(".")[0].upper()[:LONGEST] + "$"


def _answers(server: Server) -> bool:
    """Ask what only such a server can answer; a stopped one takes connections too.

    No account is signed in; a realm the server does not serve is an answer as well.
    """
    if server.service == "ldap":
        return rootdse.speaks(server.host, server.port, CONNECTING)
    if server.port == PROXY:
        return _accepts(server)
    realm = krb5conf.value(krb5conf.read(), "libdefaults", "default_realm")
    domain = server.host.partition(".")[2].upper()
    kdc.ask(server.host, server.port, realm or domain, own_name(), CONNECTING)
    return True


def _accepts(server: Server) -> bool:
    connection = opened(server.host, server.port, CONNECTING)
    if connection:
        connection.close()
    return connection is not None


def _resolver() -> Resolver:
    """Ask the configured servers themselves: no cache answers for a dead network."""
    from dns.resolver import Resolver

    resolver = Resolver()
    resolver.timeout, resolver.lifetime = ASKING * 0.4, ASKING * 0.9
    resolver.cache = None
    return resolver
