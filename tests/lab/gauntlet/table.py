"""The gauntlet's score as numbers and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from tests.lab.gauntlet.run import Score

KINDS = ("single", "pair", "healthy")
TITLES = {"single": "Single faults", "pair": "Two at once", "healthy": "Healthy"}


def totals(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the numbers of the README's table, by kind."""
    return {kind: _of(kind, scores) for kind in KINDS} | {
        "median_seconds": _median([s.seconds for s in scores if _broken(s)]),
        "worst_seconds": max((s.seconds for s in scores if _broken(s)), default=0.0),
        "median_seconds_to_cure": _median([s.cured for s in scores if s.cured]),
    }


def lines(scores: Sequence[Score]) -> Iterator[str]:
    """Yield the table: a line a case, then the totals."""
    width = max((len(score.name) for score in scores), default=0)
    for score in scores:
        mark = "ok  " if score.passed else "MISS"
        yield f"{mark} {score.family:11} {score.name:{width}} {score.seconds:5.1f} s  {_said(score)}"
    yield ""
    whole = totals(scores)
    for kind in KINDS:
        told = whole[kind]
        yield (
            f"{TITLES[kind]:14} {told['cases']:4} cases   cause named {told['named']:4}"
            f"   nothing else claimed {told['precise']:4}"
        )
    yield (
        f"Seconds to the cause: median {whole['median_seconds']:.1f},"
        f" worst {whole['worst_seconds']:.1f};"
        f" to the cure: median {whole['median_seconds_to_cure']:.1f}"
    )


def as_json(scores: Sequence[Score]) -> dict[str, Any]:
    """Return what ``--json`` writes."""
    from agent.codec import plain

    rows = [plain(score) | {"passed": score.passed} for score in scores]
    return {"totals": totals(scores), "cases": rows}


def _of(kind: str, scores: Sequence[Score]) -> dict[str, int]:
    mine = [score for score in scores if score.kind == kind]
    return {
        "cases": len(mine),
        "named": sum(score.named for score in mine),
        "precise": sum(not score.wrong and not score.trouble for score in mine),
        "passed": sum(score.passed for score in mine),
    }


def _said(score: Score) -> str:
    if score.trouble:
        return f"could not be run: {score.trouble.splitlines()[0]}"
    said = ", ".join(score.said) or "nothing"
    if score.passed:
        return said
    beside = f"; astray: {', '.join(score.astray)}" if score.astray else ""
    return f"said {said}; is {', '.join(score.causes) or 'well'}{beside}"


def _broken(score: Score) -> bool:
    return score.kind != "healthy" and not score.trouble


def _median(values: list[float]) -> float:
    return round(median(values), 2) if values else 0.0
