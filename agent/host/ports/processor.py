"""The processor: who keeps it busy, and whether heat slows it down."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Worker(Value):
    """A program by its short name alone, and all of its kind together.

    ``share`` is the part of one core, in percent, that they take at this moment; a
    machine with four cores has 400 to give. ``seconds`` is what they took since they
    were started. ``yields`` says that they run only when nobody else wants to.
    """

    name: str
    share: float
    seconds: float
    yields: bool = False


class Processor(Protocol):
    """The processor of this machine."""

    def workers(self) -> tuple[Worker, ...]:
        """Return the five kinds of programs that take the most, the most first.

        Looks for half a second, and leaves Blusser itself out. A name is at most
        fifteen letters, and never a path, an argument or a person.
        """


class Heat(Protocol):
    """What keeps the processor from getting too hot."""

    def throttled(self) -> float:
        """Return the percent of a second in which heat slows it down.

        Looks for a second only where it has ever happened since the start. Raises
        ``PartMissing`` where this is not measured.
        """
