"""Healthy fakes of what earlier runs saw."""

from __future__ import annotations

from agent.host.ports.disk_history import Growth, Reading

HOUR = 3600.0


class FakeDiskHistory:
    """Nothing was ever seen, unless a test says what."""

    def __init__(self, **hourly: list[int]) -> None:
        """Take by device what was free, an hour between two, the oldest first."""
        self._hourly = hourly

    def readings(self, device: str, days: int) -> tuple[Reading, ...]:
        """Return what was free."""
        seen = self._hourly.get(device.rpartition("/")[2], [])
        past = enumerate(reversed(seen), start=1)
        known = [Reading(count * HOUR, free) for count, free in past]
        return tuple(one for one in known if one.age <= days * 24 * HOUR)


class FakeDiskGrowth:
    """Nothing was written of late, unless a test says what."""

    def __init__(self, *grown: Growth) -> None:
        """Take what was written where."""
        self._grown, self.asked = grown, [("", 0)][:0]

    def since(self, device: str, days: int) -> tuple[Growth, ...]:
        """Return it, and remember the question."""
        self.asked.append((device, days))
        return self._grown
