"""Brings one parcel to a desk. Whatever stops it, the next try goes on from there.

Before anything is created the desk is searched for the parcel's key, so that a ticket
that was created without our knowing is found and not made twice; and before a ticket
is asked for this is written down, because a desk's search may lag behind.
"""

from __future__ import annotations

from collections.abc import Callable

from agent.desk.model import Desk, File, LaterError, Ref, Ticket, TooLargeError
from agent.outbox import crowd
from agent.outbox.parcel import Enclosed, Parcel, Spool, Stage, Standing
from agent.typed import Final
from agent.value import replace

SETTLES: Final = 120.0
"""Seconds in which a search may not find yet what was created (Jira's index lags)."""


def deliver(
    parcel: Parcel, desk: Desk, spool: Spool, now: Callable[[], float], most: int = 0
) -> Parcel:
    """Bring a parcel to a desk, and return how far it got.

    ``most``: bytes of the largest file the desk takes; 0: not known. Raises
    ``DeskError`` where the desk stops it, ``OSError`` where this PC's disk does.
    """
    parcel = _filed(parcel, desk, spool, now)
    if parcel.ref is None or parcel.stage is Stage.JOINED:
        return parcel
    for enclosed in parcel.files:
        if enclosed.name not in parcel.left_out:
            parcel = _attached(parcel, enclosed, desk, spool, most)
    if parcel.outage and parcel.asked:
        shown = parcel.asked + SETTLES
        if now() < shown:
            return spool.keep(replace(parcel, due=shown))
        _linked(parcel.ref, parcel.outage, desk)
    return spool.keep(replace(parcel, stage=Stage.SENT, ended=now(), why=""))


def _filed(
    parcel: Parcel, desk: Desk, spool: Spool, now: Callable[[], float]
) -> Parcel:
    """Have a ticket: the one that is there, the one of the outage, or a new one."""
    if parcel.ref:
        return parcel
    ref = desk.find(parcel.key)
    if ref is None and (parent := _parent(parcel.outage, desk)):
        joined = replace(parcel, stage=Stage.JOINED, ref=parent, ended=now(), why="")
        crowd.told(spool.keep(joined), desk, spool)
        return joined
    if ref is None:
        if parcel.stage is Stage.ASKED and now() < parcel.asked + SETTLES:
            return spool.keep(replace(parcel, due=parcel.asked + SETTLES))
        parcel = spool.keep(replace(parcel, stage=Stage.ASKED, asked=now()))
        ref = desk.create(_ticket(parcel))
    return spool.keep(replace(parcel, stage=Stage.CREATED, ref=ref))


def _parent(outage: str, desk: Desk) -> Ref | None:
    return desk.find_outage(outage) if outage else None


def _attached(
    parcel: Parcel, enclosed: Enclosed, desk: Desk, spool: Spool, most: int
) -> Parcel:
    """Attach a file and read it back; one that is too large for the desk is left."""
    assert parcel.ref
    file = File(enclosed.name, enclosed.kind, spool.data(enclosed))
    if file.digest != enclosed.digest:
        return _without(parcel, enclosed, spool)
    if desk.verify(parcel.ref, file):
        return parcel
    if most and len(file.data) > most:
        return _without(parcel, enclosed, spool)
    try:
        desk.attach(parcel.ref, file)
    except TooLargeError:
        spool.stand(_learned(spool, len(file.data)))
        return _without(parcel, enclosed, spool)
    if not desk.verify(parcel.ref, file):
        msg = f"{file.name} is not on the desk as it was sent"
        raise LaterError(msg)
    return parcel


def _learned(spool: Spool, size: int) -> Standing:
    standing = spool.standing()
    least = min(standing.least_refused or size, size)
    return replace(standing, least_refused=least)


def _without(parcel: Parcel, enclosed: Enclosed, spool: Spool) -> Parcel:
    return spool.keep(replace(parcel, left_out=(*parcel.left_out, enclosed.name)))


def _linked(ref: Ref | None, outage: str, desk: Desk) -> None:
    """Put our ticket under the first one of the outage, where that is another.

    Two PCs that searched in the same moment both made one; by now each is found.
    """
    parent = desk.find_outage(outage)
    if ref and parent and parent.id != ref.id:
        desk.link(ref, parent)


def _ticket(parcel: Parcel) -> Ticket:
    about = (parcel.key, parcel.subject, parcel.text)
    return Ticket(*about, outage=parcel.outage, caller=parcel.caller)
