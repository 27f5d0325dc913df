"""The way to IT's desk, chosen as the checks choose theirs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from agent.host.linux.gssapi import negotiated
from agent.host.linux.pac import fetched, look
from agent.host.linux.passing import passage
from agent.host.linux.proxies import way, without_user
from agent.host.way import DeskWay

NO = ("forbidden", "silent")
ASKS = ("sign-in", "ticket", "ntlm")


def way_to(
    url: str,
    own: str,
    proxy: str,
    script: str,
    environment: Mapping[str, str] = os.environ,
) -> DeskWay:
    """Return the desk's ``own`` proxy, the session's, else everybody's.

    Everybody's is IT's ``proxy``, or the first that answers of those that its
    ``script`` names (which is read, not run); it is taken where it lets one through
    or asks who one is, for a desk may as well be in this house. Raises ``HostError``
    where a proxy speaks something else than HTTP.
    """
    if chosen := way(url, own, environment):
        return _by(url, chosen)
    named = (proxy,) if proxy or not script else look(fetched(script)).proxies
    for one in filter(None, named[:1]):
        if (by := _by(url, one)).passage not in NO:
            return by
    return DeskWay()


def _by(url: str, proxy: str) -> DeskWay:
    """Return the way by a proxy; with the password of its address where it asks."""
    bare = without_user(proxy)
    said = passage(url, bare)
    if said in ASKS and bare != proxy and (said := passage(url, proxy)) == "through":
        return DeskWay(proxy, said)
    return DeskWay(bare, said)


def proxy_ticket(proxy: str) -> str:
    """Return the header by which a proxy knows this session, good for one connection.

    Raises ``HostError`` where there is no ticket for it, ``PartMissing`` where this
    machine has no Kerberos.
    """
    return negotiated(urlsplit(proxy).hostname or "")
