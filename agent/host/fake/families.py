"""Healthy fakes of IPv4 and IPv6."""

from __future__ import annotations

from agent.host.ports.families import Pair


class FakeFamilies:
    """Both kinds are used, and both work; ``pairs`` come in turn, the last for ever."""

    def __init__(
        self,
        *pairs: tuple[Pair, ...],
        six_is_used: bool = True,
    ) -> None:
        """Take what the machine would answer."""
        both = tuple(Pair(f"{name}.test", four=True, six=True) for name in "ab")
        self._pairs, self._used = list(pairs or (both,)), six_is_used

    def six_is_used(self) -> bool:
        """Say whether IPv6 is tried."""
        return self._used

    def compare(self, urls: tuple[str, ...]) -> tuple[Pair, ...]:  # noqa: ARG002
        """Return what became of the connections."""
        return self._pairs.pop(0) if len(self._pairs) > 1 else self._pairs[0]
