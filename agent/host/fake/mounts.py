"""Healthy fakes of what is mounted by the settings: plain data and a memory."""

from __future__ import annotations

from agent.host.ports.mounts import KeptMount


class FakeMounts:
    """Nothing is missing, and the settings know of what a test says."""

    def __init__(self, *missing: KeptMount, kept: tuple[KeptMount, ...] = ()) -> None:
        """Take what is not mounted, and what can be mounted anew."""
        self._missing, self._kept = missing, kept

    def missing(self) -> tuple[KeptMount, ...]:
        """Return what is not mounted."""
        return self._missing

    def kept(self, places: tuple[str, ...]) -> tuple[KeptMount, ...]:
        """Return those of the places that can be mounted."""
        return tuple(one for one in self._kept if one.place in places)


class FakeMountControl:
    """Remembers what was mounted, and what anew, in order."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self.done: list[tuple[str, str]] = []

    def mount(self, unit: str) -> str:
        """Remember it."""
        self.done.append(("mount", unit))
        return "done"

    def reconnect(self, unit: str, place: str) -> str:
        """Remember it."""
        self.done.append((f"reconnect {unit}", place))
        return "done"
