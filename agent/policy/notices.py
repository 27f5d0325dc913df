"""What IT can set about what an employee is told without having asked."""

from __future__ import annotations

from agent.value import Value


class NoticeRules(Value):
    """How often a run that nobody started may speak up.

    ``most_per_day``: for each problem; 0: never. ``in_quiet_hours``: also in those of
    ``[schedule]``. ``may_mute``: whether the employee may have a problem not spoken
    of for a while.
    """

    most_per_day: int = 1
    in_quiet_hours: bool = False
    may_mute: bool = True
