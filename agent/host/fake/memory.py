"""A healthy fake of memory."""

from __future__ import annotations

from agent.host.ports.memory import MemoryState, Taker

PLENTY = MemoryState(16 * 10**9, 9 * 10**9, 2 * 10**9, 2 * 10**9)


class FakeMemory:
    """Half of the memory is free."""

    def __init__(
        self,
        state: MemoryState = PLENTY,
        takers: tuple[Taker, ...] = (Taker("firefox", 3 * 10**9),),
    ) -> None:
        """Take what the machine would answer."""
        self._state, self._takers = state, takers

    def state(self) -> MemoryState:
        """Return how much there is."""
        return self._state

    def takers(self) -> tuple[Taker, ...]:
        """Return who takes the most."""
        return self._takers
