"""The gauntlet's score as numbers and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean, median
from typing import Any

from tests.lab.gauntlet.peers import names
from tests.lab.gauntlet.run import Score

KINDS = ("single", "pair", "healthy")
TITLES = {"single": "Single faults", "pair": "Two at once", "healthy": "Healthy"}


def totals(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the numbers of the README's table, by kind."""
    return {kind: _of(kind, scores) for kind in KINDS} | {
        "median_seconds": _median([s.seconds for s in scores if _broken(s)]),
        "worst_seconds": max((s.seconds for s in scores if _broken(s)), default=0.0),
        "healthy_seconds": _median([s.seconds for s in scores if _well(s)]),
        "healthy_cpu": _median([s.cpu for s in scores if _well(s)]),
        "worst_cpu": max((s.cpu for s in scores), default=0.0),
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
    yield from _peers(scores)
    yield (
        f"Seconds to the cause: median {whole['median_seconds']:.1f},"
        f" worst {whole['worst_seconds']:.1f};"
        f" to the cure: median {whole['median_seconds_to_cure']:.1f}"
    )
    yield (
        f"A healthy check: {whole['healthy_seconds']:.1f} s, of which"
        f" {whole['healthy_cpu']:.2f} s of processor; at worst {whole['worst_cpu']:.2f}"
    )


def as_json(scores: Sequence[Score]) -> dict[str, Any]:
    """Return what ``--json`` writes."""
    from agent.codec import plain

    rows = [plain(score) | {"passed": score.passed} for score in scores]
    return {"totals": totals(scores), "peers": against(scores), "cases": rows}


def against(scores: Sequence[Score]) -> dict[str, dict[str, Any]]:
    """Return how Blusser and its peers did in the same cases, by name.

    ``named``: of the single faults, those with one alarm that is about the cause.
    ``alarms``: how many a single fault raised on average; ``silent``: faults without
    any. ``false``: healthy cases with an alarm. ``seconds``: the median of a round.
    """
    ran = [score for score in scores if score.peers and not score.trouble]
    if not ran:
        return {}
    own = {s.name: {"alarms": list(s.said), "seconds": s.seconds} for s in ran}
    rows = {"Blusser": [(s, own[s.name]) for s in ran]}
    for peer in ran[0].peers:
        rows[peer] = [(s, s.peers[peer]) for s in ran]
    return {peer: _row(peer, told) for peer, told in rows.items()}


def _row(peer: str, told: list[tuple[Score, dict[str, Any]]]) -> dict[str, Any]:
    single = [(s, seen["alarms"]) for s, seen in told if s.kind == "single"]
    return {
        "faults": len(single),
        "named": sum(_names(peer, alarms, s.causes[0]) for s, alarms in single),
        "alarms": round(mean([len(a) for _, a in single]), 1) if single else 0.0,
        "silent": sum(not alarms for _, alarms in single),
        "healthy": sum(s.kind == "healthy" for s, _ in told),
        "false": sum(s.kind == "healthy" and bool(x["alarms"]) for s, x in told),
        "seconds": _median([seen["seconds"] for _, seen in told]),
    }


def _names(peer: str, alarms: list[str], cause: str) -> bool:
    return alarms == [cause] if peer == "Blusser" else names(peer, alarms, cause)


def _peers(scores: Sequence[Score]) -> Iterator[str]:
    for peer, row in against(scores).items():
        yield (
            f"{peer:18} named {row['named']:3} of {row['faults']}, alarms a fault"
            f" {row['alarms']:.1f}, silent {row['silent']}, false alarms {row['false']}"
            f" of {row['healthy']}, {row['seconds']:.1f} s"
        )


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


def _well(score: Score) -> bool:
    return score.kind == "healthy" and not score.trouble


def _median(values: list[float]) -> float:
    return round(median(values), 2) if values else 0.0
