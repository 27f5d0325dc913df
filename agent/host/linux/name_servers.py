"""Which name servers this machine is set up to ask, and what they say."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from contextlib import suppress

from agent.host.linux.lookup import RESOLV_CONF, ask, servers_in
from agent.host.linux.together import together
from agent.host.ports.network import Reply, Status

BEHIND = (
    "/run/systemd/resolve/resolv.conf",
    "/run/NetworkManager/no-stub-resolv.conf",
)
"""Where a cache on this machine tells whom it asks: systemd-resolved(8), and
NetworkManager with its dnsmasq plugin (NetworkManager.conf(5), ``rc-manager``)."""
PATIENCE = 2.5


class LinuxNameServers:
    """The servers of resolv.conf, and those behind a cache on this machine."""

    def __init__(
        self, resolv_conf: str = RESOLV_CONF, behind: Sequence[str] = BEHIND
    ) -> None:
        """Take other files, for a test."""
        self._resolv_conf, self._behind = resolv_conf, behind

    def upstream(self) -> tuple[str, ...]:
        """See the port."""
        cache = self.cache()
        for path in self._behind if cache else ():
            if os.path.exists(path):
                return tuple(one for one in servers_in(path) if not _here(one))
        return tuple(servers_in(self._resolv_conf))

    def cache(self) -> str:
        """See the port."""
        return next((one for one in servers_in(self._resolv_conf) if _here(one)), "")

    def ask(
        self, servers: tuple[str, ...], names: tuple[str, ...]
    ) -> tuple[Reply, ...]:
        """See the port; all at once."""
        questions = [(server, name) for server in servers for name in names]
        known = together(lambda one: _status(*one), questions, PATIENCE)
        return tuple(Reply(*one, known.get(one, "silent")) for one in questions)


def _status(server: str, name: str) -> Status:
    """Ask for an IPv4 address; for IPv6 where there is none of the first."""
    status, _ = ask(server, name)
    return ask(server, name, "AAAA")[0] if status == "refused" else status


def _here(server: str) -> bool:
    """Say whether a server is this machine itself."""
    with suppress(ValueError):
        return ipaddress.ip_address(server).is_loopback
    return False
