"""What this machine mounts by its own settings, and the levers for it."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class KeptMount(Value):
    """A place where the settings of this machine mount something.

    ``unit`` is the platform's name for it. ``occupied``: while nothing is mounted
    there, something lies in the folder that a mount would hide.
    """

    place: str
    unit: str
    occupied: bool = False


class Mounts(Protocol):
    """What the settings of this machine say about mounts.

    Raises ``HostError`` when the service manager does not answer.
    """

    def missing(self) -> tuple[KeptMount, ...]:
        """Return what is mounted at every start and is not now, twelve at most.

        What was switched off, locked, or is only mounted when needed is left out.
        """

    def kept(self, places: tuple[str, ...]) -> tuple[KeptMount, ...]:
        """Return those of the places that the settings know how to mount."""


class MountControl(Protocol):
    """Mounts, and mounts anew what is dead.

    Raises ``PermissionError`` where our rights do not suffice, ``HostError`` when it
    has not ended after 20 seconds.
    """

    def mount(self, unit: str) -> str:
        """Mount something, wait for it, and return the platform's word for its end."""

    def reconnect(self, unit: str, place: str) -> str:
        """Mount something anew the program of which has ended, as above.

        Where somebody still uses what is dead, it is taken away all the same. Raises
        ``HostError`` where it is not dead: one that answers, or that only hangs, is
        never taken away.
        """
