"""Stops repairs that run in circles. Pure: what was tried in, an objection out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.carrying import HUNG
from agent.case import Taken
from agent.events import Result
from agent.policy.model import FixRules
from agent.recovery import CUT
from agent.value import Value

DAY, WEEK = 86_400.0, 7 * 86_400.0
"""Seconds."""
BROKE = "it did not end the last time, and is left alone for a day"
OFTEN = "it was tried often enough today"
RETURNS = "it comes back again and again, although it was repaired each time"
ACTED = (Result.CURED, Result.NO_EFFECT, Result.UNDONE, Result.FAILED)
"""What counts as a try; what was refused or left out does not."""


class Run(Value):
    """One run of the history: when it began (Unix time), what it did and ended."""

    at: float
    steps: tuple[Taken, ...]
    recovered: tuple[Taken, ...] = ()


class Try(Value):
    """A repair that acted: when, for what, how it ended; ``broke``: it never did."""

    at: float
    fix: str
    code: str
    result: Result
    broke: bool


def tries_of(runs: Sequence[Run], now: float) -> tuple[Try, ...]:
    """Return what was tried, from runs in the order in which they were written."""
    times = settled([run.at for run in runs], now)
    return tuple(
        Try(at, one.fix, one.code, one.result, HUNG in one.why or CUT in one.why)
        for at, run in zip(times, runs, strict=True)
        for one in (*run.steps, *run.recovered)
        if one.result in ACTED
    )


def settled(times: Sequence[float], now: float) -> list[float]:
    """Make sense of times by a clock that jumped; the order is certain.

    A time that is past may have been later, never sooner, than one before it. One that
    is yet to come says nothing: it is as late as what comes after it, or as now. So a
    clock that was wrong frees no repair, and blocks none for longer than it was wrong.
    """
    after, latest = now, list(times)
    for place in reversed(range(len(latest))):
        if latest[place] > now:
            latest[place] = after
        after = latest[place]
    before = 0.0
    for place, at in enumerate(latest):
        before = latest[place] = max(at, before)
    return latest


def objection(
    fix: str, code: str, tries: Iterable[Try], rules: FixRules, now: float
) -> str:
    """Say why a repair is not tried again for a problem; empty where it may be."""
    week = [one for one in tries if now - one.at < WEEK]
    today = [one for one in week if now - one.at < DAY and one.fix == fix]
    if any(one.broke for one in today):
        return BROKE
    if sum(one.code == code for one in today) >= rules.most_per_day:
        return OFTEN
    cured = sum(one.code == code and one.result is Result.CURED for one in week)
    return RETURNS if cured >= rules.returns_per_week else ""
