"""What earlier runs saw of the disks, and what was written since."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Spot = Literal[
    "temp",
    "lasting-temp",
    "cache",
    "trash",
    "packages",
    "logs",
    "core-dumps",
    "crash-reports",
    "home",
]
"""Where what is new may lie; ``home`` is the home without its cache and trash."""


class Reading(Value):
    """How many bytes were free so many seconds ago, as the account then saw it."""

    age: float
    free: int


class Growth(Value):
    """How many bytes of what lies in a place were written of late."""

    place: Spot
    bytes: int


class DiskHistory(Protocol):
    """What Blusser's own earlier runs on this machine saw."""

    def readings(self, device: str, days: int) -> tuple[Reading, ...]:
        """Return what was free on a volume in the past days, the newest first.

        At most thirty; empty where Blusser was not run. Raises ``HostError`` where the
        history cannot be read.
        """


class DiskGrowth(Protocol):
    """What was written of late."""

    def since(self, device: str, days: int) -> tuple[Growth, ...]:
        """Return where on a volume it lies, the most first.

        Looks for one second at most, shared among the places, so what it returns is a
        lower bound. Places not on the volume or not to be looked into are left out.
        """
