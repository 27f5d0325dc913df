"""The levers of the network fixes: the name cache, DHCP leases, the time service."""

from __future__ import annotations

from agent.typed import Protocol


class NameCacheControl(Protocol):
    """The answers of name servers that this machine remembers."""

    def flush(self) -> tuple[str, ...]:
        """Forget them; return which caches were emptied, by the name of the service.

        Raises ``PermissionError`` where this account may not, ``HostError`` where a
        cache does not answer.
        """


class LeaseControl(Protocol):
    """Addresses that were lent to this machine."""

    def renew(self) -> tuple[str, ...]:
        """Ask for the addresses again; return the adapters this was done for.

        An adapter with an address keeps it and is only asked to renew. One without
        may start over. A release is never asked for, an adapter whose address
        somebody wrote down is never touched. Waits for addresses, 20 seconds at
        most. Raises ``PermissionError`` where this account may not, ``HostError``
        where no adapter is lent its address or nobody answers.
        """


class TimeControl(Protocol):
    """The service that keeps the clock right. Nothing here sets the clock itself."""

    def is_automatic(self) -> bool:
        """Return whether the service is on, so that the clock is kept by itself."""

    def synchronise(self) -> None:
        """Have the service compare clocks now, and correct what it finds.

        Where automatic time is off, it stays off. Waits for an answer of a time
        server, 10 seconds at most. Raises ``PermissionError`` where this account may
        not, ``HostError`` where there is no time service or it does not answer.
        """

    def automatic(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Switch automatic time on or off; errors as above.

        Where it is switched on, waits for an answer as above.
        """
