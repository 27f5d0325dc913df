"""What whoever sends a report leaves out of it: by item, before anything is packed.

An item is what an employee understands: all that was asked about one part of the PC
(a family of checks), or the machine at a glance. That something was found, and how the
run ended, stays; what was seen of it goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from agent.bundle.fit import without
from agent.case import Case
from agent.host.transcript import Asking

MACHINE = "machine"
"""The item of the machine at a glance; the others are families of checks."""
LEFT_OUT = "left-out"
"""Why it is not in the bundle, as its list of what was withheld has it."""
WHY = "whoever sent this left it out"


def items(case: Case) -> tuple[str, ...]:
    """Return what can be left out of the report of a case, in the order of asking."""
    seen = (*case.before, *case.after)
    return (*dict.fromkeys(family(one.check) for one in seen), MACHINE)


def family(check: str) -> str:
    """Return the item that a check belongs to."""
    return check.partition(".")[0]


def owners(case: Case, chosen: Collection[str]) -> frozenset[str]:
    """Return the checks of these items, and the repairs that they judge."""
    seen = (*case.before, *case.after, *case.causes, *case.doubted)
    checks = {one.check for one in seen if family(one.check) in chosen}
    steps = (*case.steps, *case.recovered)
    return frozenset(checks | {one.fix for one in steps if family(one.check) in chosen})


def leave_out(
    askings: Sequence[Asking],
    case: Case,
    chosen: Collection[str],
    kept_out: Counter[Any],
) -> list[Asking]:
    """Return the askings, those of the chosen items withheld whole; note each item.

    An item of which there is nothing is noted as well: it was asked for.
    """
    theirs = owners(case, chosen)
    kept_out.update((LEFT_OUT, item) for item in chosen)

    def gone(asking: Asking) -> bool:
        return asking.who in theirs or family(asking.who) in chosen

    return [without(one, WHY) if gone(one) else one for one in askings]
