"""What an employee is told of a run that nobody started, and when. Pure.

The run leaves codes and no text: a file that everybody may read holds no name of
anybody and no fact. Each session decides for itself what of it to say, and when.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import localtime

from agent.case import Case
from agent.due import TOLERANCE, is_quiet
from agent.events import Result
from agent.moment import Moment
from agent.policy.notices import NoticeRules
from agent.typed import TYPE_CHECKING
from agent.value import Value, replace

if TYPE_CHECKING:
    from time import struct_time

DAY = 86_400.0
LONGEST = 31 * DAY
"""Seconds; whatever somebody does not want to hear of is spoken of again after that."""
FRESH = DAY
"""Seconds; what a run saw longer ago may no longer be so."""
SCHEMA = 1
BUSY = frozenset({Moment.IN_CALL, Moment.PRESENTING})
"""Moments in which nobody is spoken to."""


class Notice(Value):
    """A problem that was repaired by ``fix``, or one that is left (no fix)."""

    code: str
    fix: str = ""


class Told(Value):
    """What a run leaves for the sessions: when it was, in seconds, and of what."""

    schema: int
    case: str
    when: int
    notices: tuple[Notice, ...] = ()


class Memory(Value):
    """What one employee was told, and does not want to hear of; seconds since 1970.

    ``said``: by code, when it was spoken of. ``muted``: by code, until when it is not.
    ``snoozed``: until when nothing is. ``case``: the run that was dealt with last.
    """

    said: dict[str, tuple[float, ...]] = {}  # noqa: RUF012 - nobody can change it
    muted: dict[str, float] = {}  # noqa: RUF012 - nobody can change it
    snoozed: float = 0.0
    case: str = ""


def told_of(case: Case, now: float) -> Told:
    """Return what of a run concerns whoever sits at this computer.

    What they noticed and is repaired; what they notice and is left. Not what is mere
    advice, and not what is broken elsewhere: nobody here can do anything about that.
    """
    felt = {c.code: c for c in case.causes if c.severity != "advice" and not c.outage}
    cured = {s.code: s.fix for s in case.steps if s.result is Result.CURED}
    notices = tuple(
        Notice(code, "" if code in case.left else cured.get(code, ""))
        for code in felt
        if code in case.left or code in cured
    )
    return Told(SCHEMA, case.id, int(now), notices)


def to_say(  # noqa: PLR0913 - all that speaks for or against
    told: Told,
    memory: Memory,
    now: float,
    rules: NoticeRules,
    *,
    quiet_hours: str = "",
    moments: Collection[Moment] = (),
    local: Callable[[float], struct_time] = localtime,
) -> tuple[Notice, ...]:
    """Return what may be said now; nothing where now is not the time."""
    old = not -TOLERANCE <= now - told.when <= FRESH
    quiet = not rules.in_quiet_hours and is_quiet(now, quiet_hours, local)
    if old or quiet or BUSY & set(moments) or told.case == memory.case:
        return ()
    if _holds(memory.snoozed, now):
        return ()
    return tuple(
        one
        for one in told.notices
        if not (rules.may_mute and _holds(memory.muted.get(one.code, 0), now))
        and len(_today(memory.said.get(one.code, ()), now)) < rules.most_per_day
    )


def said(memory: Memory, told: Told, notices: Collection[Notice], now: float) -> Memory:
    """Return the memory after these were spoken of; what is long past is forgotten."""
    kept = {code: _today(times, now) for code, times in memory.said.items()}
    for one in notices:
        kept[one.code] = (*kept.get(one.code, ()), now)
    left = {code: times for code, times in kept.items() if times}
    muted = {code: end for code, end in memory.muted.items() if _holds(end, now)}
    return replace(memory, said=left, muted=muted, case=told.case)


def snooze(memory: Memory, now: float, seconds: float) -> Memory:
    """Return the memory of somebody who wants to hear of nothing for a while."""
    return replace(memory, snoozed=now + min(seconds, LONGEST))


def mute(memory: Memory, code: str, now: float, seconds: float) -> Memory:
    """Return the memory of somebody who wants to hear of one problem later."""
    end = now + min(seconds, LONGEST)
    return replace(memory, muted={**memory.muted, code: end})


def _holds(until: float, now: float) -> bool:
    """Tell whether an end is ahead; one too far ahead was set by a wrong clock."""
    return now < until <= now + LONGEST


def _today(times: Collection[float], now: float) -> tuple[float, ...]:
    """Return those of the past day; a time that is to come was a wrong clock's."""
    return tuple(one for one in times if now - DAY < one <= now + TOLERANCE)
