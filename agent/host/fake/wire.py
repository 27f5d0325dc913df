"""A healthy fake of the wire."""

from __future__ import annotations


class FakeWire:
    """Nobody else has our addresses."""

    def __init__(self, rivals: tuple[str, ...] = ()) -> None:
        """Take what the wire would answer."""
        self._rivals = rivals

    def rivals(self) -> tuple[str, ...]:
        """Return the addresses that are taken."""
        return self._rivals
