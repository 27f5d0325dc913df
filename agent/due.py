"""Whether a run that nobody starts is due. Pure; the clock of a PC may say anything."""

from __future__ import annotations

from collections.abc import Callable
from time import localtime

from agent.policy.schedule import EVERY_DAY, ScheduleRules
from agent.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from time import struct_time

HOUR = 3600.0
TOLERANCE = 600.0
"""Seconds; a last run that is further in the future than this was dated by a clock that
was wrong (as Crashpad takes it, crash_report_upload_rate_limit.cc)."""

Local = Callable[[float], "struct_time"]


def objection(
    now: float,
    last: float | None,
    rules: ScheduleRules,
    *,
    on_battery: bool = False,
    local: Local = localtime,
) -> str:
    """Say why no run begins now; empty where one is due.

    ``now`` and ``last`` are seconds since 1970, ``last`` of the last that began.
    """
    if not rules.every_hours:
        return "the policy wants none"
    if last is not None and last <= now + TOLERANCE and now < next_after(last, rules):
        return "the last one is not long ago"
    if EVERY_DAY[local(now).tm_wday] not in rules.days:
        return "not on this day"
    if is_quiet(now, rules.quiet_hours, local):
        return "quiet hours"
    if on_battery and not rules.on_battery:
        return "on battery"
    return ""


def next_after(last: float, rules: ScheduleRules) -> float:
    """Return when the next run is due: spread by chance, but always the same.

    The chance is in the moment of the last run, so that nothing need be kept.
    """
    from zlib import crc32

    share = crc32(str(int(last)).encode()) / 2**32
    return last + rules.every_hours * HOUR + share * rules.jitter_minutes * 60


def is_quiet(now: float, hours: str, local: Local = localtime) -> bool:
    """Tell whether a time lies in hours like "22:00-07:00", by the wall clock."""
    if not hours:
        return False
    start, end = (_minutes(part) for part in hours.split("-"))
    clock = local(now)
    minute = clock.tm_hour * 60 + clock.tm_min
    if start < end:
        return start <= minute < end
    return minute >= start or minute < end


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
