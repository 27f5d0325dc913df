"""What waits for IT, as ``blusser status`` tells it: at which desk, why, until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from agent.cli.render import Line
from agent.outbox.parcel import Parcel, Stage, Standing
from agent.policy.desk import DeskRules, takes_tickets
from agent.typed import Any
from agent.words import Words


def rows(
    parcels: Sequence[Parcel], standing: Standing, rules: DeskRules, now: float
) -> list[dict[str, Any]]:
    """Return each parcel for a program; ``next``: seconds since 1970, 0 for at once."""
    return [
        {
            "case": one.case,
            "subject": one.subject,
            "stage": one.stage.value,
            "ticket": one.ref.number if one.ref else "",
            "desk": desk_of(rules),
            "refused": one.refused,
            "why": one.why,
            "next": next_try(one, standing, now),
        }
        for one in parcels
    ]


def lines(
    parcels: Sequence[Parcel],
    standing: Standing,
    rules: DeskRules,
    now: float,
    words: Words,
) -> Iterator[Line]:
    """Yield for each parcel its subject, how it stands and when it is tried again."""
    for one in parcels:
        yield Line(one.subject, "ask", "bold", indent=2)
        yield Line(_reason(one, rules, words), indent=4)
        yield Line(_next(next_try(one, standing, now), words), indent=4)
        if one.why:
            yield Line(words.phrase("desk-why", why=one.why), style="quiet", indent=4)


def next_try(parcel: Parcel, standing: Standing, now: float) -> float:
    """Return when a parcel is tried again; 0 where the next round takes it.

    It waits for its own time and for the rest of the desk (``agent.outbox.post``).
    """
    due = max(parcel.due, standing.until)
    return due if due > now else 0.0


def desk_of(rules: DeskRules) -> str:
    """Return which desk it is: its kind, and the host or folder it is at."""
    if not takes_tickets(rules):
        return ""
    place = urlsplit(rules.url).hostname or rules.url
    return f"{rules.kind.value} ({place})" if place else rules.kind.value


def _reason(parcel: Parcel, rules: DeskRules, words: Words) -> str:
    """Return why it is still here, for the employee."""
    desk = desk_of(rules)
    if not desk:
        return words.phrase("desk-nowhere")
    if parcel.refused:
        return words.phrase("desk-refused", desk=desk)
    if parcel.ref:
        return words.phrase("desk-stands", desk=desk, number=parcel.ref.number)
    if parcel.why:
        which = "desk-keyless" if parcel.keyless else "desk-later"
        return words.phrase(which, desk=desk)
    if parcel.outage and parcel.stage is Stage.WAITING:
        return words.phrase("desk-watched")
    return words.phrase("desk-untold", desk=desk)


def _next(due: float, words: Words) -> str:
    if not due:
        return words.phrase("desk-soon")
    when = f"{datetime.fromtimestamp(due, UTC).astimezone():%Y-%m-%d %H:%M}"
    return words.phrase("desk-next", when=when)
