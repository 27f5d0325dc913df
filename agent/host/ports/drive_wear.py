"""How far drives are worn."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Wear(Value):
    """A drive by its model, and how much of what it can write is used up, in percent.

    It may go past 100: the drive lives on then, beyond what its maker promised.
    """

    name: str
    percent: int


class DriveWear(Protocol):
    """What drives tell of their age."""

    def used(self) -> tuple[Wear, ...]:
        """Return the drives that tell.

        Raises ``PartMissing`` where none does, ``HostError`` when the drive service
        runs but does not answer.
        """
