"""The parts of a machine that the login checks ask, and the levers of its fixes."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value


class HomeState(Value):
    """The home of the account we run as.

    ``refused`` names the error a trial write met (``EROFS``, ``EACCES``, ``ENOSPC``,
    …); empty when it worked or was not tried.
    """

    exists: bool
    is_folder: bool = True
    is_ours: bool = True
    refused: str = ""


class Home(Protocol):
    """Where the account keeps its files."""

    def state(self) -> HomeState:
        """Look at the home and write to it, leaving no trace.

        Raises ``PartMissing`` for an account that is not meant to have one.
        """


class PasswordAge(Value):
    """How a password ages: days left, None where it never expires.

    0 is the last day; below 0 it has expired. ``must_change``: at the next sign-in.
    """

    days_left: int | None = None
    must_change: bool = False


class Passwords(Protocol):
    """What the system tells about the password of the account we run as."""

    def own(self) -> PasswordAge:
        """Return how the password ages.

        Raises ``PartMissing`` where another machine decides, ``HostError`` where it
        is not told.
        """


Kind = Literal["system", "local", "network"]
"""What an account is: a service's or root, of this machine alone, of the network."""

Ticket = Literal["valid", "expired", "none", "unknown"]
"""What became of the right to use the network's services.

``unknown``: there is no valid one, and where it is kept does not tell more.
"""


class Kerberos(Protocol):
    """Tickets of the account we run as."""

    def realm(self) -> str:
        """Return the realm this machine is set up for; empty where it is not."""

    def account(self) -> Kind:
        """Say what the account we run as is; one of the network signs in by ticket."""

    def ticket(self) -> Ticket:
        """Return the state of the ticket-granting ticket.

        Raises ``PartMissing`` without the tools, ``HostError`` where they fail.
        """

    def holds(self, realm: str) -> bool:
        """Say whether a cache of this session belongs to an account of a realm.

        Raises ``HostError`` where they do not tell whom they belong to.
        """


class Server(Value):
    """Where a service of the realm should answer."""

    service: str
    host: str
    port: int


class SignInServers(Protocol):
    """The servers of a realm, as the machine finds them."""

    def is_joined(self) -> bool:
        """Say whether this machine has a key of its own in a realm."""

    def default_realm(self) -> str:
        """Return the realm this machine is set up for; empty where it is not."""

    def servers(self, realm: str) -> tuple[Server, ...]:
        """Return the servers of a realm, from the settings or the name service.

        Empty when none is known there, or when nobody answers the question: then
        they cannot be found either way. Takes two seconds at most.
        """

    def answering(self, servers: tuple[Server, ...]) -> tuple[Server, ...]:
        """Return those that answer a question of their trade within two seconds."""
