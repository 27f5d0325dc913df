"""Memory, and the programs that take the most of it."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class MemoryState(Value):
    """Bytes: all there is, what programs could still get, and the same of the swap."""

    total: int
    available: int
    swap: int = 0
    swap_free: int = 0


class Taker(Value):
    """A program by its short name alone, and the memory that all of its kind take."""

    name: str
    bytes: int


class Memory(Protocol):
    """The memory of this machine."""

    def state(self) -> MemoryState:
        """Return how much there is. Raises ``HostError`` where it is not told."""

    def takers(self) -> tuple[Taker, ...]:
        """Return the three kinds of programs that take the most, the most first.

        In memory and in the swap together. A name is at most fifteen letters, and
        never a path, an argument or a person.
        """
