"""Healthy fakes of the login parts: plain data until a field says otherwise."""

from __future__ import annotations

from agent.host.ports.login import HomeState, Kind, PasswordAge, Server, Ticket
from agent.host.trouble import PartMissing

REALM = "EXAMPLE.ORG"
SERVERS = (
    Server("kerberos", "dc1.example.org", 88),
    Server("ldap", "dc1.example.org", 389),
)


class FakeHome:
    """A home that is there, is ours, and takes what we write."""

    def __init__(self, state: HomeState | None = None) -> None:
        """Take what the machine would answer."""
        self._state = state or HomeState(exists=True)

    def state(self) -> HomeState:
        """Return the state."""
        return self._state


class FakePasswords:
    """A password that never expires."""

    def __init__(self, age: PasswordAge | PartMissing | None = None) -> None:
        """Take what the machine would answer."""
        self._age = age or PasswordAge()

    def own(self) -> PasswordAge:
        """Return the age, or tell that another machine decides."""
        if isinstance(self._age, PartMissing):
            raise self._age
        return self._age


class FakeKerberos:
    """A network account with a valid ticket."""

    def __init__(
        self,
        ticket: Ticket = "valid",
        realm: str = REALM,
        account: Kind = "network",
        holds: str = "",
    ) -> None:
        """Take what the machine would answer; ``holds`` is whose tickets are there."""
        self._ticket, self._realm, self._account = ticket, realm, account
        self._holds = holds or realm

    def realm(self) -> str:
        """Return the realm."""
        return self._realm

    def account(self) -> Kind:
        """Return the kind of the account."""
        return self._account

    def ticket(self) -> Ticket:
        """Return the state of the ticket."""
        return self._ticket

    def holds(self, realm: str) -> bool:
        """Say whether the tickets are of a realm."""
        return realm == self._holds


class FakeSignInServers:
    """A joined machine whose servers all answer."""

    def __init__(
        self,
        servers: tuple[Server, ...] = SERVERS,
        silent: tuple[Server, ...] = (),
        realm: str = REALM,
        *,
        joined: bool = True,
    ) -> None:
        """Take what the machine would answer; ``silent`` ones refuse."""
        self._servers, self._silent = servers, silent
        self._realm, self._joined = realm, joined

    def is_joined(self) -> bool:
        """Return whether the machine is joined."""
        return self._joined

    def default_realm(self) -> str:
        """Return the realm."""
        return self._realm

    def servers(self, realm: str) -> tuple[Server, ...]:  # noqa: ARG002
        """Return the servers, of whatever realm."""
        return self._servers

    def answering(self, servers: tuple[Server, ...]) -> tuple[Server, ...]:
        """Return those that are not silent."""
        return tuple(one for one in servers if one not in self._silent)
