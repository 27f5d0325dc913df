"""How well each name server does its work, and who speaks before they do."""

from __future__ import annotations

from agent.host.ports.network import Status
from agent.typed import Protocol
from agent.value import Value


class Paced(Value):
    """What a name server made of a question, and in how many seconds."""

    server: str
    status: Status
    seconds: float


class NameService(Protocol):
    """Name servers one by one, each asked past every cache and the hosts file."""

    def paces(self, servers: tuple[str, ...], name: str) -> tuple[Paced, ...]:
        """Ask each for the same name, once; takes 2.5 seconds at most."""

    def inventing(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """Return those that know the address of a name which does not exist."""

    def addresses(
        self, servers: tuple[str, ...], names: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        """Return two addresses at most of each name; what nobody knows is left out."""


class HostsFile(Protocol):
    """The list on this machine that is read before anybody is asked."""

    def entries(self, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Return the addresses it has for these names; others are left out."""
