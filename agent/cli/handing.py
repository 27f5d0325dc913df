"""Hands a case to IT's desk, as far as the desk takes it today."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from time import time

from agent.case import Case
from agent.cli.bundle import Bundle
from agent.cli.options import Arguments
from agent.cli.report import Escalation
from agent.cli.world import Here, World, outbox_of
from agent.desk.model import Desk, LaterError
from agent.host.trouble import HostError
from agent.outbox.courier import Letter
from agent.outbox.parcel import ENDED, Enclosed, Parcel, Spool, Stage
from agent.policy.desk import DeskRules
from agent.session import Kit
from agent.trouble import Busy
from agent.typed import Any
from agent.value import replace
from agent.whole import write_whole
from agent.words import Words

DAY = 86_400
PATIENCE = 20.0
"""Seconds to wait for another delivery to end."""
PREVIEW = "preview.html"
ZIP, AGE, PAGE = "application/zip", "application/octet-stream", "text/html"


def queue(here: Here, case: Case, bundle: Bundle, note: str = "") -> Parcel | None:
    """Put a case into the outbox, once a day; return its parcel.

    Nothing where nobody asked for it and this PC has told IT often enough today.
    ``bundle``: the one that was shown; its file goes as it lies there. Raises
    ``OSError`` where the disk takes nothing, ``Busy`` where another delivery goes on.
    """
    from agent.outbox import queueing

    rules, asked_for = here.kit.policy.desk, case.trigger != "schedule"
    with _alone(here.kit) as spool:
        now, parcels = time(), spool.parcels()
        if known := queueing.same(parcels, case, now):
            return known
        if not asked_for and queueing.enough(parcels, rules, now):
            return None
        files = tuple(_written(bundle, *one) for one in _enclosed(bundle, case.id))
        parcel = _parcel(here, bundle, note, files)
        luck = random.random()  # noqa: S311 - spreads PCs, hides nothing
        due = queueing.due(parcel, rules, now, luck, asked_for=asked_for)
        return spool.keep(replace(parcel, made=now, due=due))


def deliver(here: Here, *, eager: bool) -> list[Parcel]:
    """Deliver what is due; return what was touched, as it is now.

    ``eager``: somebody is waiting for it.
    """
    from agent.outbox.post import Round, post

    def still(parcel: Parcel) -> bool:
        return _goes_on(parcel, here)

    def desk() -> Desk:
        return open_the_desk(here.kit, here.world)

    rules = here.kit.policy
    with _alone(here.kit) as spool:
        round_ = Round(time, random.random, still, rules.desk.most_bytes, eager=eager)
        touched = post(spool, desk, round_)
        _tidy(spool, rules.retention.outbox_days)
    return touched


def letter(here: Here, bundle: Bundle, note: str) -> Letter:
    """Return what IT would get of a bundle; nothing is queued."""
    from agent.bundle.unpack import read

    case = read(bundle.data, bundle.path).case.id
    files = tuple(one for one, _ in _enclosed(bundle, case))
    parcel = _parcel(here, bundle, note, files)
    page = os.path.join(os.path.dirname(bundle.path), PREVIEW)
    write_whole(page, _page(bundle.data))
    return Letter(parcel.subject, parcel.text, page)


def open_the_desk(kit: Kit, world: World) -> Desk:
    """Return the policy's desk, by the way this session takes; raise ``DeskError``."""
    from agent.desk.catalogue import open_desk

    rules = kit.policy.desk
    try:
        proxy = world.platform.way_to(rules.url) if "://" in rules.url else ""
    except HostError as trouble:
        raise LaterError(str(trouble)) from trouble
    return open_desk(rules, proxy)


def escalation(parcel: Parcel | None, rules: DeskRules, bundle: str) -> Escalation:
    """Return how a parcel stands, as the report has it."""
    if parcel is None:
        return Escalation("offered", bundle=bundle)
    sent = parcel.ref is not None
    number = parcel.ref.number if parcel.ref else ""
    return Escalation("sent" if sent else "queued", rules.kind.value, number, bundle)


def told(parcel: Parcel, words: Words) -> Iterator[str]:
    """Yield what an employee may hear of a parcel, one sentence each."""
    if parcel.ref:
        key = "desk-joined" if parcel.stage is Stage.JOINED else "desk-sent"
        yield words.phrase(key, number=parcel.ref.number)
    elif parcel.stage in ENDED:
        yield words.phrase(f"desk-{parcel.stage.value}")
    else:
        yield words.phrase("desk-watched" if parcel.outage else "desk-queued")
    for name in parcel.left_out:
        yield words.phrase("desk-left-out", name=name)


@contextmanager
def _alone(kit: Kit) -> Iterator[Spool]:
    """Hold the outbox, so that nothing is sent twice."""
    folder = outbox_of(kit.policy, kit.state)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with kit.hold(folder, PATIENCE) as alone:
        if not alone:
            msg = "Another delivery to IT is going on; it takes yours along."
            raise Busy(msg)
        yield Spool(folder)


def _parcel(
    here: Here, bundle: Bundle, note: str, files: tuple[Enclosed, ...]
) -> Parcel:
    from agent.bundle.pack import told_words
    from agent.bundle.redact import Redactor
    from agent.bundle.unpack import read
    from agent.outbox.queueing import parcel_of
    from agent.outbox.ticket import About

    rules, known = here.kit.policy.desk, here.world.platform.known_values()
    evidence = read(bundle.data, bundle.path)
    language: Any = rules.language
    speak = here.world.speak(language) if language else here.words
    about = About(
        computer=known.get("host", ""),
        account=known.get("user", "") if rules.caller else "",
        note=Redactor(known).text(note.strip()),
        report=files[0].name if files else "",
        digest=files[0].digest if files else "",
        sealed=bool(rules.recipients),
    )
    return parcel_of(evidence, told_words(evidence, speak), about, rules, files)


def _enclosed(bundle: Bundle, case: str) -> Iterator[tuple[Enclosed, bytes]]:
    """Yield what goes along: the bundle as it lies there, its page unless sealed."""
    with open(bundle.path, "rb") as file:
        data = file.read()
    if data != bundle.data:
        yield _named(case, ".zip.age", AGE, data)
        return
    yield _named(case, ".zip", ZIP, data)
    yield _named(case, ".html", PAGE, _page(data))


def _named(case: str, ending: str, kind: str, data: bytes) -> tuple[Enclosed, bytes]:
    names = (f"sent-{case}{ending}", f"blusser-{case}{ending}")
    return Enclosed(*names, kind, sha256(data).hexdigest()), data


def _written(bundle: Bundle, enclosed: Enclosed, data: bytes) -> Enclosed:
    """Put what goes along beside the bundle, and return what it is."""
    place = os.path.join(os.path.dirname(bundle.path), enclosed.file)
    write_whole(place, data, certain=True)
    return enclosed


def _page(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("report.html")


def _goes_on(parcel: Parcel, here: Here) -> bool:
    """Ask the checks of an outage once more; what cannot be told goes on."""
    from agent.session import Session

    options = {"only": list(parcel.checks), "silent": True, "symptom": ""}
    kit = here.world.kit(Arguments(**vars(here.args) | options))
    with Session(kit, "outbox", repairs=False) as session:
        session.diagnose()
        case = session.finish()
    return case.result == "unsure" or any(one in case.left for one in parcel.causes)


def _tidy(spool: Spool, days: int) -> None:
    """Take away what was sent along, and forget what ended long ago."""
    for parcel in spool.parcels():
        if parcel.stage in ENDED and parcel.stage is not Stage.GIVEN_UP:
            for one in parcel.files:
                with suppress(OSError):
                    os.unlink(os.path.join(spool.folder, os.path.basename(one.file)))
        if parcel.stage in ENDED and time() - parcel.made > days * DAY:
            with suppress(OSError):
                spool.drop(parcel)
