"""An account to which IT gave rights, or, as most are, one without."""

from __future__ import annotations


class FakeOwnRights:
    """May pull the levers it is told, and remembers which it was asked about."""

    def __init__(self, *may: str) -> None:
        """Take the names of ports."""
        self._may, self.asked = frozenset(may), [""][:0]

    def suffice(self, levers: tuple[str, ...]) -> bool:
        """Say whether one of them is a lever of this account."""
        self.asked += levers
        return bool(self._may & frozenset(levers))
