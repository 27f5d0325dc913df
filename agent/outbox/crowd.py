"""How many PCs have an outage: a rough count in a handful of notes on its ticket.

The approximate counter of R. Morris (1978): the more notes are there, the rarer is the
PC that leaves the next. A PC's luck is drawn from its parcel's key, so that three of
four know without a question that it is not their turn.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

from agent.desk.model import Desk, DeskError
from agent.desk.tally import tally
from agent.outbox.parcel import Parcel, Spool
from agent.typed import Final

LOOKS: Final = 0.25
"""The share of PCs that look at the notes, and that leave one where there is none."""
RARER: Final = 1.5
"""Each note makes the next so much rarer. About 21 notes count 50,000 PCs, and eight or
nine times of ten half to twice as many; with 2 it were 13 notes, seven of ten."""
STEPS: Final = 40


def _after(notes: int) -> int:
    """Return what so many notes tell, with the PC that made the ticket; two digits."""
    joined = (RARER**notes - 1) / (RARER - 1) / LOOKS
    return int(float(f"{1 + joined:.1e}"))


COUNTS: Final = tuple(_after(notes) for notes in range(1, STEPS))


def luck(key: str) -> float:
    """Return the luck of a parcel, from 0 to 1: evenly spread, and always the same."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") / 2**64


def turn(key: str, counted: int) -> int:
    """Return the count that this PC leaves where ``counted`` stands; 0: none."""
    notes = sum(one <= counted for one in COUNTS)
    mine = notes < len(COUNTS) and luck(key) < LOOKS * RARER**-notes
    return COUNTS[notes] if mine else 0


def told(parcel: Parcel, desk: Desk, spool: Spool) -> None:
    """Leave the next count on the ticket that a parcel joined, where it is its turn.

    Once for one ticket, and once only: what fails is not tried again, for nobody waits
    for it.
    """
    notes, ref = tally(desk), parcel.ref
    if not (notes and ref and parcel.crowd and turn(parcel.key, 0)):
        return
    if any(one.ref == ref and one.key != parcel.key for one in spool.parcels()):
        return
    with suppress(DeskError):
        if pcs := turn(parcel.key, notes.counted(ref)):
            notes.count(ref, pcs, parcel.crowd.format(count=pcs))
