"""One outage, many PCs: what reaches the desk. ``python -m tests.bench.herd [PCS]``.

The PCs run the real code of the outbox; time and the desk are made up. The desk shows
a new ticket to searches only after a while, as real ones do, so that PCs race.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from agent.desk.model import Ref
from agent.outbox.crowd import turn
from agent.outbox.parcel import ENDED, Parcel, Spool, Stage
from agent.outbox.post import Round, post
from agent.outbox.queueing import due
from agent.policy.desk import DeskRules
from agent.value import Value, replace

MINUTE = 60.0
OUTAGES = 200
"""How many are counted for the second table."""
NOTICED = 15 * MINUTE
"""Seconds within which the PCs notice: somebody clicks, or the timer's run comes."""


class MemorySpool(Spool):
    """One parcel, kept nowhere."""

    def __init__(self, parcel: Parcel) -> None:
        super().__init__("")
        self._parcel, self._standing = parcel, super().standing()

    def keep(self, parcel):
        self._parcel = parcel
        return parcel

    def parcels(self):
        return [self._parcel]

    def sweep(self):
        """Nothing is half-written here."""

    def standing(self):
        return self._standing

    def stand(self, standing):
        self._standing = standing
        return standing


class Desk:
    """Counts what it is asked, by the minute; ``lag``: seconds until a ticket shows."""

    def __init__(self, lag: float) -> None:
        self.now, self._lag = 0.0, lag
        self.made: list[float] = []
        self.asked: Counter[int] = Counter()
        self.under = 0
        self.notes: list[tuple[float, int]] = []

    def _ask(self):
        self.asked[int(self.now // MINUTE)] += 1

    def find(self, key):
        self._ask()

    def find_outage(self, outage):
        self._ask()
        shown = (n for n, at in enumerate(self.made) if at + self._lag <= self.now)
        first = next(shown, None)
        return None if first is None else Ref(str(first), str(first))

    def create(self, ticket):
        self._ask()
        self.made.append(self.now)
        return Ref(str(len(self.made) - 1), "")

    def link(self, ref, parent):
        self._ask()
        self.under += 1

    def counted(self, ref):
        self._ask()
        shown = [pcs for at, pcs in self.notes if at + self._lag <= self.now]
        return max(shown, default=0)

    def count(self, ref, pcs, text):
        assert text == f"{pcs} PCs"
        self._ask()
        self.notes.append((self.now, pcs))


class Told(Value):
    """What came of it: tickets, of these under another, requests a minute at most.

    ``counted``: what the last note says; ``notes``: how many there are.
    """

    pcs: int
    lasted: float
    tickets: int
    under: int
    told: int
    requests: int
    busiest: int
    counted: int
    notes: int


def outage(pcs: int, lasts: float, lag: float, rules: DeskRules, seed: int = 1) -> Told:
    """Let so many PCs have one outage for so many seconds; another with each seed."""
    luck, desk, ended = random.Random(seed), Desk(lag), Counter()
    made = Parcel("k", "c", "s", "t", ("x",), 0.0, outage="dns", checks=("x",))
    made = replace(made, crowd="{count} PCs")
    waiting = []
    for number in range(pcs):
        noticed = luck.uniform(0, min(NOTICED, lasts))
        parcel = replace(made, key=f"{seed}.{number}", made=noticed)
        at = due(parcel, rules, noticed, luck.random())
        waiting.append((at, number, replace(parcel, due=at)))
    heapify(waiting)
    while waiting:
        at, number, parcel = heappop(waiting)
        desk.now = at
        round_ = Round(lambda: desk.now, luck.random, lambda _, s=at < lasts: s)
        (done,) = post(MemorySpool(parcel), lambda: desk, round_)
        if done.stage in ENDED:
            ended[done.stage] += 1
        else:
            heappush(waiting, (done.due, number, done))
    first = len(desk.made) - desk.under
    told = ended[Stage.SENT] + ended[Stage.JOINED]
    asked = desk.asked.values()
    load = (sum(asked), max(asked, default=0))
    counted = max((pcs for _, pcs in desk.notes), default=0)
    sums = (first, desk.under, told, *load, counted, len(desk.notes))
    return Told(pcs, lasts, *sums)


def counts(pcs: int, outages: int) -> list[tuple[int, int]]:
    """Return what so many PCs, that join one ticket, count there, in so many outages.

    With the number of notes, the smallest count first; 0: no note.
    """
    many = (counted(range(pcs), str(seed)) for seed in range(outages))
    return sorted(many)


def counted(joining: Iterable[int], outage: str) -> tuple[int, int]:
    """Return the last count and the number of notes of PCs that join in this order."""
    pcs = notes = 0
    for one in joining:
        if more := turn(f"{outage}.{one}", pcs):
            pcs, notes = more, notes + 1
    return pcs, notes


def main(pcs: int) -> None:
    """Print two tables: what reaches the desk, and how well it counts."""
    print(
        "| PCs | outage | search lags | spread | tickets | linked | told | busiest |"
        " last note | notes |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for hours, lag, spread in (
        (0.4, 1, 90),
        (1, 1, 90),
        (4, 1, 90),
        (4, 1, 480),
        (4, 120, 90),
    ):
        rules = DeskRules(outage_spread_minutes=spread)
        it = outage(pcs, hours * 3600, lag, rules)
        print(
            f"| {pcs:,} | {hours:g} h | {lag} s | {spread} min | {it.tickets} |"
            f" {it.under} | {it.told:,} | {it.busiest} requests a minute |"
            f" {it.counted:,} | {it.notes} |"
        )
    print("\n| PCs | 5 % | half | 95 % | within half and twice | no note | notes |")
    print("|---|---|---|---|---|---|---|")
    for joined in (3, 10, 100, 1000, 10_000, 50_000):
        all_ = counts(joined, OUTAGES)
        near = sum(joined <= 2 * told <= 4 * joined for told, _ in all_)
        low, half, high = (all_[OUTAGES * n // 100][0] for n in (5, 50, 95))
        none = sum(not told for told, _ in all_)
        notes = sum(n for _, n in all_) / OUTAGES
        print(
            f"| {joined:,} | {low:,} | {half:,} | {high:,} | {near / OUTAGES:.0%} |"
            f" {none / OUTAGES:.0%} | {notes:.1f}, at most {max(n for _, n in all_)} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50_000)
