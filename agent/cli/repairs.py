"""The table of repairs, as ``blusser checks --repairs`` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.fix import AnyFix
from agent.model import Account

HEAD = """\
# Every repair

Printed by `blusser checks --repairs > docs/repairs.md`; a test holds it to be true.

*Risk*: `safe` runs by itself, `ask` after a yes, `it-only` never here.
*Rights*: the employee's own, or the system's, which the [service](security.md) lends.
*Put back*: the setting it changes is remembered, and put back where it did not help.
*Waits for the end of*: moments in which it would do harm.

| repair | risk | rights | helps against | put back | waits for the end of | does |
|---|---|---|---|---|---|---|
"""
"""What stands above the rows; each tells what it does, and what it never does."""


def table(fixes: Sequence[AnyFix]) -> Iterator[str]:
    """Yield the lines, in the order in which repairs are tried."""
    yield from HEAD.splitlines()
    for fix in fixes:
        rights = "system" if fix.runs_as is Account.SYSTEM else "own"
        against = ", ".join(one.code for one in fix.repairs)
        moments = ", ".join(moment.value for moment in fix.not_during)
        does = " ".join((fix.apply.__doc__ or "").split())
        back = "yes" if fix.undo else ""
        cells = (f"`{fix.id}`", fix.risk.value, rights, against, back, moments, does)
        yield f"| {' | '.join(cells)} |"
