"""The wire this machine hangs on, and who else is on it."""

from __future__ import annotations

from agent.typed import Protocol


class Wire(Protocol):
    """What the others on the same wire, or radio network, say."""

    def rivals(self) -> tuple[str, ...]:
        """Return the addresses of this machine that somebody else there has as well.

        Asks the wire as in RFC 5227, 2.1.1, twice, and believes what is said both
        times. Takes 1.5 seconds at most. Raises ``PartMissing`` where this account
        may not ask, or there is no wire; ``HostError`` where a router may be
        answering in another's stead.
        """
