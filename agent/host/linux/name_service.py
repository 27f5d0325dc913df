"""Each name server by itself, and the hosts file."""

from __future__ import annotations

from time import monotonic

from agent.host.linux.lookup import HOSTS, TRIES, TRY, ask, listed
from agent.host.linux.together import together
from agent.host.ports.names import Paced

PATIENCE = 2.5
MOST = 2
"""Addresses of a name; IPv4 comes first, as the rarer to be broken."""
LETTERS = "bcdfghjklmnpqrstvwxz"
"""Without vowels, so that no word comes of them."""
LENGTH = 12


class LinuxNameService:
    """Asks the servers over the wire, as the C library would."""

    def paces(self, servers: tuple[str, ...], name: str) -> tuple[Paced, ...]:
        """See the port."""
        known = together(lambda server: _paced(server, name), servers, PATIENCE)
        late = TRY * TRIES
        return tuple(known.get(one, Paced(one, "silent", late)) for one in servers)

    def inventing(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """See the port; a single word that no registry has, as browsers ask for."""
        from secrets import choice

        word = "".join(choice(LETTERS) for _ in range(LENGTH))
        known = together(lambda server: ask(server, word)[0], servers, PATIENCE)
        return tuple(one for one in servers if known.get(one) == "found")

    def addresses(
        self, servers: tuple[str, ...], names: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        """See the port."""
        asked = [
            (server, name, kind)
            for server in servers
            for name in names
            for kind in ("A", "AAAA")
        ]
        known = together(lambda one: ask(*one)[1], asked, PATIENCE)
        found: dict[str, tuple[str, ...]] = {}
        for (_, name, _), addresses in known.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *addresses)))
        return {
            name: tuple(sorted(found[name], key=lambda one: ":" in one))[:MOST]
            for name in names
            if found.get(name)
        }


class LinuxHostsFile:
    """Reads /etc/hosts (hosts(5))."""

    def __init__(self, path: str = HOSTS) -> None:
        """Take another file, for a test."""
        self._path = path

    def entries(self, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """See the port."""
        known = {name: tuple(listed(name, self._path)) for name in names}
        return {name: found for name, found in known.items() if found}


def _paced(server: str, name: str) -> Paced:
    """Ask for an IPv4 address, and where there is none, for IPv6."""
    began = monotonic()
    status, _ = ask(server, name)
    seconds = monotonic() - began
    if status == "refused":
        status, _ = ask(server, name, "AAAA")
    return Paced(server, status, round(seconds, 3))
