"""A healthy fake of batteries."""

from __future__ import annotations

from agent.host.ports.battery import BatteryState


class FakeBatteries:
    """One that is nearly new."""

    def __init__(self, *batteries: BatteryState) -> None:
        """Take the batteries, else the one."""
        self._batteries = batteries or (BatteryState("BAT0", 96.0),)

    def worn(self) -> tuple[BatteryState, ...]:
        """Return them."""
        return self._batteries
