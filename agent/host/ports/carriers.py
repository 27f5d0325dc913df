"""How good the cable is, and how strong the radio."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Cable(Value):
    """A cable with somebody at its other end, as its adapter tells.

    ``speed`` in megabits a second, 0 where it is not told; ``half``: both ends may
    not speak at once. ``broken`` and ``whole``: packets that came damaged or well
    between two looks a second apart.
    """

    adapter: str
    speed: int
    half: bool
    broken: int
    whole: int


class Signal(Value):
    """A Wi-Fi network that is joined; how strong it comes in, in percent."""

    adapter: str
    percent: int


class Carriers(Protocol):
    """What the data travels on."""

    def cables(self) -> tuple[Cable, ...]:
        """Return the cables that carry something; takes 1.2 seconds."""

    def signals(self) -> tuple[Signal, ...]:
        """Return the Wi-Fi networks joined, as far as anybody tells; not by name."""
