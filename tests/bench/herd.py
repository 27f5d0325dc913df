"""One outage, many PCs: what reaches the desk. ``python -m tests.bench.herd [PCS]``.

The PCs run the real code of the outbox; time and the desk are made up. The desk shows
a new ticket to searches only after a while, as real ones do, so that PCs race.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from heapq import heapify, heappop, heappush

from agent.desk.model import Ref
from agent.outbox.parcel import ENDED, Parcel, Spool, Stage
from agent.outbox.post import Round, post
from agent.outbox.queueing import due
from agent.policy.desk import DeskRules
from agent.value import Value, replace

MINUTE = 60.0
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


class Told(Value):
    """What came of it: tickets, of these under another, requests a minute at most."""

    pcs: int
    lasted: float
    tickets: int
    under: int
    told: int
    requests: int
    busiest: int


def outage(pcs: int, lasts: float, lag: float, rules: DeskRules) -> Told:
    """Let so many PCs have one outage for so many seconds."""
    luck, desk, ended = random.Random(1), Desk(lag), Counter()
    made = Parcel("k", "c", "s", "t", ("x",), 0.0, outage="dns", checks=("x",))
    waiting = []
    for number in range(pcs):
        noticed = luck.uniform(0, min(NOTICED, lasts))
        parcel = replace(made, key=str(number), made=noticed)
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
    return Told(pcs, lasts, first, desk.under, told, sum(asked), max(asked, default=0))


def main(pcs: int) -> None:
    """Print a table."""
    print("| PCs | outage | search lags | spread | tickets | linked | told | busiest |")
    print("|---|---|---|---|---|---|---|---|")
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
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50_000)
