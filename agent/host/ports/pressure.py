"""How long programs wait for what the machine is short of."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Resource = Literal["processor", "memory", "disk"]


class Pressure(Value):
    """The share of the time, in percent, of the past 60 and the past 300 seconds.

    ``some``: in which at least one program had to wait; ``full``: in which all had to.
    """

    some60: float = 0.0
    some300: float = 0.0
    full60: float = 0.0
    full300: float = 0.0


class Pressures(Protocol):
    """What the machine measures of itself, all the time."""

    def of(self, resource: Resource) -> Pressure:
        """Return how long was waited for a resource.

        Raises ``PartMissing`` where the system does not measure it.
        """
