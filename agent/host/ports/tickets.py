"""How long the tickets of the account last, and the levers on them."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class TicketLife(Value):
    """For how many seconds a ticket is good yet, of how many from its start.

    ``renewable``: how long it may be renewed; 0 where it may not.
    """

    left: float
    whole: float
    renewable: float = 0.0


class Tickets(Protocol):
    """The tickets of this session; nothing is asked of a server."""

    def life(self) -> TicketLife:
        """Return how long the ticket lasts with which this session gets others.

        Raises ``PartMissing`` where there is none that is still good.
        """


class TicketControl(Protocol):
    """Tickets of this session. None is ever destroyed."""

    def renew(self) -> None:
        """Have the sign-in server renew the ticket, and keep it in the old one's place.

        May take as long as the server makes it. Raises ``HostError`` where it refuses
        or does not answer; then the old one is still there.
        """

    def current(self) -> str:
        """Return the cache that programs of this session use."""

    def good(self, realm: str) -> str:
        """Return the cache of this account in a realm whose ticket is good.

        Only one that belongs to the name with which the account signed in here, or to
        whom the current one belongs. Empty where there is none.
        """

    def use(self, cache: str) -> None:
        """Have programs use a cache. Raises ``HostError`` where they cannot."""
