"""A service that lends its rights, and remembers for what."""

from __future__ import annotations

from agent.host.ports.rights import Lent, Told


class FakeSystemRights:
    """Finds everything healthy and cures everything, or what it is told to."""

    def __init__(
        self,
        told: Told | None = None,
        lent: Lent | None = None,
        trouble: Exception | None = None,
    ) -> None:
        """Take the answers, or what goes wrong."""
        self._told, self._lent = told or Told("healthy"), lent or Lent("cured")
        self._trouble, self.asked = trouble, [""][:0]

    def greet(self) -> None:
        """Welcome everybody, unless something is wrong."""
        if self._trouble:
            raise self._trouble

    def ask(self, check: str) -> Told:
        """Answer as told to."""
        self._hear(check)
        return self._told

    def apply(self, fix: str) -> Lent:
        """Answer as told to."""
        self._hear(fix)
        return self._lent

    def _hear(self, name: str) -> None:
        self.asked.append(name)
        if self._trouble:
            raise self._trouble
