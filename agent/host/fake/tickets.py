"""Fakes of tickets: one that lasts, and levers that remember being pulled."""

from __future__ import annotations

from agent.host.ports.tickets import TicketLife


class FakeTickets:
    """A ticket that lasts for hours."""

    def __init__(self, life: TicketLife | None = None) -> None:
        """Take what the machine would answer."""
        self._life = life or TicketLife(35_000.0, 36_000.0)

    def life(self) -> TicketLife:
        """Return how long it lasts."""
        return self._life


class FakeTicketControl:
    """Caches, one of which is in use."""

    def __init__(self, in_use: str = "DIR::/a", good: str = "") -> None:
        """Take the cache in use, and the one whose ticket is good."""
        self.in_use, self._good, self.renewed = in_use, good, 0

    def renew(self) -> None:
        """Count."""
        self.renewed += 1

    def current(self) -> str:
        """Return the cache in use."""
        return self.in_use

    def good(self, realm: str) -> str:  # noqa: ARG002
        """Return the good one."""
        return self._good

    def use(self, cache: str) -> None:
        """Use another."""
        self.in_use = cache
