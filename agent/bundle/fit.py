"""Makes room: what is too large is left out whole, and noted, never cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from agent.bundle import sizes
from agent.bundle.sizes import size
from agent.case import Case, Seen
from agent.host.transcript import WITHHELD, Asking
from agent.value import replace


def without(asking: Asking, why: str) -> Asking:
    """Return an asking without its lines, which on replay nobody can go on from."""
    return Asking(asking.who, asking.round, [], {}, f"withheld: {why}", WITHHELD)


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
    for name in ("echoes", "doubted", "after", "before", "steps", "left", "causes"):
        if size(case) > sizes.CASE:
            kept_out["no-room", f"case.{name}"] += 1
            case = replace(case, **{name: ()})
    return case


def _light(seen: Seen, kept_out: Counter[Any]) -> Seen:
    if size(seen) <= sizes.SEEN:
        return seen
    kept_out["too-large", f"{seen.check}: facts"] += 1
    return _bare(seen, "too large")


def _bare(seen: Seen, why: str) -> Seen:
    return replace(seen, facts={}, why=f"withheld: {why}") if seen.facts else seen
