"""What IT can set about the runs that nobody starts."""

from __future__ import annotations

from agent.value import Value

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ScheduleRules(Value):
    """When a PC looks after itself, by the clock on its wall.

    ``every_hours``: a run begins so long after the last; 0: never. ``jitter_minutes``:
    up to so much later, so that not all PCs ask the same servers at once.
    ``on_battery``: also while no cable feeds it. ``quiet_hours``: "22:00-07:00", in
    which none begins; empty for none. ``days``: on which one may begin.
    """

    every_hours: float = 24.0
    jitter_minutes: float = 60.0
    on_battery: bool = False
    quiet_hours: str = ""
    days: tuple[str, ...] = EVERY_DAY
