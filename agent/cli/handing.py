"""Hands a case to IT's desk, as far as the desk takes it today."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import time

from agent.case import Case
from agent.cli.keeping import Bundle
from agent.cli.options import Arguments
from agent.cli.report import Escalation
from agent.cli.world import Here
from agent.desk.model import Desk
from agent.outbox.parcel import ENDED, Parcel, Spool, Stage
from agent.policy.desk import DeskRules
from agent.trouble import Busy
from agent.value import replace
from agent.words import Words

DAY = 86_400
PATIENCE = 20.0
"""Seconds to wait for another delivery to end."""


def queue(here: Here, case: Case, bundle: Bundle, note: str = "") -> Parcel | None:
    """Put a case into the outbox, once a day unless with a note; return its parcel.

    Nothing where nobody asked for it and this PC has told IT often enough today.
    ``bundle``: the one that was shown; its file goes as it lies there. Raises
    ``OSError`` where the disk takes nothing, ``Busy`` where another delivery goes on.
    """
    from agent.cli import enclosing
    from agent.outbox import queueing

    rules, asked_for = here.kit.policy.desk, case.trigger != "schedule"
    with _alone(here) as spool:
        now, parcels = time(), spool.parcels()
        known = queueing.same(parcels, case, now)
        if known and not (note.strip() or bundle.chosen):
            return known
        if not asked_for and queueing.enough(parcels, rules, now):
            return None
        parcel = enclosing.enclosed(here, bundle, note)
        luck = random.random()  # noqa: S311 - spreads PCs, hides nothing
        due = queueing.due(parcel, rules, now, luck)
        parcel = replace(parcel, made=now, due=due)
        if not (known and bundle.chosen and known.stage not in ENDED):
            return spool.keep(parcel)
        smaller = spool.keep(_instead(known, parcel))
        _unlink(spool, known)
        return smaller


def _instead(known: Parcel, parcel: Parcel) -> Parcel:
    """Return a parcel that takes the place of one on its way that holds more.

    Where its ticket may stand already, that one gets the smaller report.
    """
    if known.stage is Stage.WAITING:
        return replace(parcel, key=known.key)
    return replace(known, files=parcel.files)


def _unlink(spool: Spool, parcel: Parcel) -> None:
    """Take away the files of a parcel, which no other has."""
    for one in parcel.files:
        with suppress(OSError):
            os.unlink(os.path.join(spool.folder, os.path.basename(one.file)))


def deliver(here: Here, *, eager: bool) -> list[Parcel]:
    """Deliver what is due; return what still waits.

    ``eager``: somebody is waiting for it.
    """
    from agent.outbox.post import Round, pending, post

    def still(parcel: Parcel) -> bool:
        return _goes_on(parcel, here)

    def desk() -> Desk:
        from agent.cli.reaching import open_the_desk

        return open_the_desk(here.kit, here.world)

    rules = here.kit.policy
    with _alone(here) as spool:
        wire = here.world.platform.network() if pending(spool) else ""
        most = rules.desk.most_bytes
        round_ = Round(time, random.random, still, most, eager=eager, network=wire)
        post(spool, desk, round_)
        _tidy(spool, rules.retention.outbox_days)
        return pending(spool)


def escalation(parcel: Parcel | None, rules: DeskRules, bundle: str) -> Escalation:
    """Return how a parcel stands, as the report has it."""
    if parcel is None:
        return Escalation("offered", bundle=bundle)
    sent = parcel.ref is not None
    number = parcel.ref.number if parcel.ref else ""
    state, phrase = "sent" if sent else "queued", _phrase(parcel)
    return Escalation(state, rules.kind.value, number, bundle, phrase)


def told(parcel: Parcel, words: Words) -> Iterator[str]:
    """Yield what an employee may hear of a parcel, one sentence each."""
    number = parcel.ref.number if parcel.ref else ""
    yield words.phrase(_phrase(parcel), number=number)
    for name in parcel.left_out:
        yield words.phrase("desk-left-out", name=name)


def _phrase(parcel: Parcel) -> str:
    """Return which phrase tells how a parcel stands."""
    if parcel.ref:
        return "desk-joined" if parcel.stage is Stage.JOINED else "desk-sent"
    if parcel.stage in ENDED:
        return f"desk-{parcel.stage.value}"
    if parcel.refused:
        return "desk-denied"
    if parcel.keyless:
        return "desk-keyless"
    return "desk-watched" if parcel.outage else "desk-queued"


@contextmanager
def _alone(here: Here) -> Iterator[Spool]:
    """Hold the outbox, so that nothing is sent twice."""
    folder = here.kit.outbox
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with here.kit.hold(folder, PATIENCE) as alone:
        if not alone:
            raise Busy(here.words.phrase("usage-delivering"))
        yield Spool(folder)


def _goes_on(parcel: Parcel, here: Here) -> bool:
    """Ask the checks of an outage once more; what cannot be told goes on."""
    from agent.session import Session

    options = {"only": list(parcel.checks), "silent": True, "symptom": ""}
    kit = here.world.kit(Arguments(**vars(here.args) | options))
    with Session(kit, "outbox", repairs=False, kept=False) as session:
        session.diagnose()
        case = session.finish()
    return case.result == "unsure" or any(one in case.left for one in parcel.causes)


def _tidy(spool: Spool, days: int) -> None:
    """Take away what was sent along, and forget what ended long ago."""
    for parcel in spool.parcels():
        if parcel.stage in ENDED and parcel.stage is not Stage.GIVEN_UP:
            _unlink(spool, parcel)
        if parcel.stage in ENDED and time() - parcel.made > days * DAY:
            with suppress(OSError):
                spool.drop(parcel)
