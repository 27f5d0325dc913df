"""A healthy fake of what the machine measures of itself."""

from __future__ import annotations

from agent.host.ports.pressure import Pressure, Resource
from agent.host.trouble import PartMissing


class FakePressures:
    """Nobody ever waits, unless a test says so; none: this is not measured."""

    def __init__(self, **by_resource: Pressure | None) -> None:
        """Take the pressure by resource."""
        self._known = by_resource

    def of(self, resource: Resource) -> Pressure:
        """Return the pressure."""
        told = self._known.get(resource, Pressure())
        if told is None:
            msg = "not measured"
            raise PartMissing(msg)
        return told
