"""Makes room: what is too large is left out whole, and noted, never cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from agent.bundle import sizes
from agent.bundle.sizes import size
from agent.case import Case, Seen, Taken
from agent.host.transcript import WITHHELD, Asking
from agent.value import replace

GIANT = 4
"""What is so many times too large is not even looked through for secrets."""


def without(asking: Asking, why: str) -> Asking:
    """Return an asking without its lines, which on replay nobody can go on from."""
    return Asking(asking.who, asking.round, [], {}, f"withheld: {why}", WITHHELD)


def drop_giant(asking: Asking, kept_out: Counter[Any]) -> Asking:
    """Leave out what cannot fit anyway, before anybody takes the trouble to read it."""
    if size(asking) <= GIANT * sizes.ASKING:
        return asking
    kept_out["too-large", asking.who] += 1
    return without(asking, "it was too large")


def drop_giants(case: Case, kept_out: Counter[Any]) -> Case:
    """Leave out the facts that cannot fit anyway; texts of such a size go too."""
    rows = ("before", "after", "doubted", "causes")
    steps, recovered = (tuple(map(_brief, s)) for s in (case.steps, case.recovered))
    return replace(
        case,
        steps=steps,
        recovered=recovered,
        **{
            name: tuple(_light(one, kept_out, GIANT) for one in getattr(case, name))
            for name in rows
        },
    )


def fit_askings(
    askings: Sequence[Asking], case: Case, kept_out: Counter[Any]
) -> tuple[Asking, ...]:
    """Keep as many askings whole as there is room for, the telling ones first."""
    empty = [without(asking, "there was no room") for asking in askings]
    room = sizes.TRANSCRIPT - size(empty)
    if room < 0:
        kept_out["no-room", "transcript"] += 1
        return ()
    fitted = list(empty)
    telling = {step.fix for step in case.steps} | {s.check for s in case.causes}
    found = {s.check for s in (*case.before, *case.after) if s.state == "found"}

    def rank(at: int) -> tuple[bool, bool, int]:
        who = askings[at].who
        return who not in telling, who not in found, at

    for at in sorted(range(len(askings)), key=rank):
        whole = size(askings[at])
        if whole > sizes.ASKING:
            kept_out["too-large", askings[at].who] += 1
            fitted[at] = without(askings[at], "it was too large")
        elif whole - size(empty[at]) > room:
            kept_out["no-room", askings[at].who] += 1
        else:
            room -= whole - size(empty[at])
            fitted[at] = askings[at]
    return tuple(fitted)


SMALL = ("echoes", "doubted", "after", "before", "recovered", "steps")
"""Parts of a case that can be missed, those first that can be missed most."""


def fit_case(case: Case, kept_out: Counter[Any]) -> Case:
    """Leave out facts that are too large, then whole parts, the causes last."""
    rows = ("before", "after", "doubted", "causes")
    case = replace(
        case, **{n: tuple(_light(s, kept_out) for s in getattr(case, n)) for n in rows}
    )
    for name in ("after", "before", "doubted", "causes"):
        if size(case) > sizes.CASE:
            kept_out["no-room", f"case.{name}: facts"] += 1
            bare = (_bare(seen, "no room") for seen in getattr(case, name))
            case = replace(case, **{name: tuple(bare)})
    for name in (*SMALL, "left", "causes"):
        if size(case) > sizes.CASE:
            kept_out["no-room", f"case.{name}"] += 1
            case = replace(case, **{name: ()})
    return case


def _light(seen: Seen, kept_out: Counter[Any], times: int = 1) -> Seen:
    if size(seen) <= times * sizes.SEEN:
        return seen
    kept_out["too-large", f"{seen.check}: facts"] += 1
    return replace(seen, facts={}, why="withheld: too large")


def _brief(step: Taken) -> Taken:
    return (
        step
        if size(step) <= sizes.SEEN
        else replace(step, why="withheld: too large", freed=None)
    )


def _bare(seen: Seen, why: str) -> Seen:
    return replace(seen, facts={}, why=f"withheld: {why}") if seen.facts else seen
