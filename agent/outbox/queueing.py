"""Makes a parcel of what a run left, and says when it may go."""

from __future__ import annotations

from math import sqrt
from uuid import uuid4

from agent.bundle.evidence import Evidence
from agent.case import Case
from agent.outbox.parcel import Enclosed, Parcel, Stage
from agent.outbox.ticket import About, left, subject, text
from agent.policy.desk import DeskRules
from agent.typed import Final
from agent.words import Words

DAY: Final = 86_400.0
"""Seconds in which the same causes are the same incident."""
EMPLOYEE: Final = "employee"


def parcel_of(
    evidence: Evidence,
    words: Words,
    about: About,
    rules: DeskRules,
    files: tuple[Enclosed, ...],
) -> Parcel:
    """Return a parcel of a run, made at no time yet and due at once."""
    case = evidence.case
    return Parcel(
        uuid4().hex,
        case.id,
        subject(evidence, words, about),
        text(evidence, words, about),
        tuple(sorted(case.left)),
        0.0,
        outage=outage(case),
        crowd=words.phrase("desk-crowd", count="{count}"),
        checks=tuple(one.check for one in left(case)),
        caller=about.account if rules.caller == EMPLOYEE else rules.caller,
        files=files,
    )


def outage(case: Case) -> str:
    """Return the fingerprint where nothing is left but what many PCs have."""
    still = left(case)
    return still[0].outage if still and all(one.outage for one in still) else ""


def due(parcel: Parcel, rules: DeskRules, now: float, luck: float) -> float:
    """Return when a parcel may go; ``luck`` from 0 to 1 spreads many PCs.

    What only this PC has goes at once, also where nobody waits for it: the timer that
    found it is spread over an hour itself, and comes back an hour later.

    An outage is watched first, whoever asks: most are over before it is told. Few PCs
    are early (the root of an even luck is rarely small), so that the ticket stands when
    the many come.
    """
    if parcel.outage:
        spread = rules.outage_spread_minutes * sqrt(luck)
        return now + 60 * (rules.outage_wait_minutes + spread)
    return now


def same(parcels: list[Parcel], case: Case, now: float) -> Parcel | None:
    """Return the parcel of today that tells the same, nothing where there is none."""
    causes = tuple(sorted(case.left))
    known = [
        one
        for one in parcels
        if one.causes == causes
        and 0 <= now - one.made < DAY
        and one.stage not in (Stage.HEALED, Stage.GIVEN_UP)
    ]
    return known[-1] if known else None


def enough(parcels: list[Parcel], rules: DeskRules, now: float) -> bool:
    """Say whether this PC has told IT often enough today, unasked."""
    today = [one for one in parcels if 0 <= now - one.made < DAY]
    return len(today) >= rules.most_per_day
