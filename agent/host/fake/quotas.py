"""A healthy fake of limits."""

from __future__ import annotations

from agent.host.ports.quotas import Quota

HALF = Quota("/home", 5 * 10**9, 10 * 10**9, 40_000, 100_000)


class FakeQuotas:
    """Half of what is allowed is used."""

    def __init__(self, *quotas: Quota) -> None:
        """Take the limits, else the one."""
        self._quotas = quotas or (HALF,)

    def own(self) -> tuple[Quota, ...]:
        """Return them."""
        return self._quotas
