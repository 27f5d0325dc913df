"""The batteries that feed this machine."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class BatteryState(Value):
    """A battery, and what it still holds of what it held when new, in percent."""

    name: str
    percent: float


class Batteries(Protocol):
    """The batteries of the machine itself, not those of a mouse."""

    def worn(self) -> tuple[BatteryState, ...]:
        """Return what each still holds.

        Raises ``PartMissing`` where there is none that tells.
        """
