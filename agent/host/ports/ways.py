"""The ways out of this machine's own network, and which of them lead anywhere."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Way(Value):
    """A default route of IPv4; ``gateway`` is empty where it needs none.

    ``near``: the adapter has an address in the gateway's network, so that both are
    on one wire.
    """

    adapter: str
    gateway: str
    near: bool = True


class Ways(Protocol):
    """Default routes beside each other."""

    def out(self) -> tuple[Way, ...]:
        """Return them, the one that is taken first."""

    def leased(self, adapter: str) -> tuple[str, ...]:
        """Return the routers that the network named when it lent the address.

        Empty where nobody lent it, or who did cannot be known.
        """

    def leading_out(
        self,
        ways: tuple[Way, ...],
        servers: tuple[str, ...],
        wanted: tuple[tuple[str, str], ...],
    ) -> tuple[Way, ...]:
        """Return those by which a page comes that begins with its known text.

        Each is tried by itself, without a proxy; names are asked of ``servers`` and of
        the gateway, the same way. Takes 2 seconds at most. Raises ``HostError``
        where this account may not choose the way.
        """
