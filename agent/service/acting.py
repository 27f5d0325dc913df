"""Does one thing with the rights of the system, in a unit of its own.

It is an ordinary run, held, kept in the history and judged by the same checks; only
the catalogue is smaller: one repair, the checks that call for it, and what explains
those. Whoever asks for it on a healthy machine has nothing done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from agent.borrowing import problems
from agent.case import Taken
from agent.check import AnyCheck
from agent.codec import plain
from agent.events import NOT_NEEDED, Result
from agent.fix import AnyFix
from agent.host.ports.rights import Fact, Lent, Told, Verdict
from agent.host.transcript import Lines
from agent.inquiry import ask
from agent.journal import OPEN, Journal
from agent.kit import Kit
from agent.machine import Machine
from agent.model import Absent, Finding, Found, Healthy
from agent.policy.model import Policy
from agent.session import Session
from agent.trouble import Busy
from agent.typed import Any
from agent.value import replace

PATIENCE = 20.0
"""Seconds until whoever holds the machine has ended."""
BUSY = "another run of Blusser goes on"
NOT_TOLD = "the service could not find it out"
HELD_BACK = "the service held back, because it would do harm now"
FAILED = "the service could not carry it out"
VERDICTS: dict[Result, Verdict] = {
    Result.CURED: "cured",
    Result.NO_EFFECT: "no-effect",
    Result.UNDONE: "undone",
    Result.FAILED: "failed",
    Result.REFUSED: "refused",
}
LONGEST, MOST = 200, 50
"""Characters of a fact, and entries of a list of them."""


def mend(kit: Kit, fix: AnyFix, sentences: Iterable[str]) -> Lent:
    """Make a repair where it is needed and allowed; say what became of it.

    ``sentences``: the only reasons that may be given; the whole story stands in the
    history on this machine.
    """
    policy = with_requests(kit.policy)
    own = {row.check for row in policy.own if row.fix == fix.id}
    checks = judges(fix, kit.checks, own)
    small = replace(kit, checks=checks, fixes=lambda: (fix,), policy=policy)
    session = Session(small, "service")
    try:
        session.take(PATIENCE)
    except Busy:
        return Lent("refused", BUSY)
    plan = session.diagnose()
    session.repair(plan, consent=False)
    return _lent(session.finish().steps, tuple(sentences))


def left_open(state: str) -> tuple[str, ...]:
    """Return the repairs that were begun with root's records here, and never ended."""
    entries = Journal(state).entries()
    return tuple(dict.fromkeys(e.intent.fix for e in entries if e.mark in OPEN))


def with_requests(policy: Policy) -> Policy:
    """Return the policy for whoever cannot show that a person said yes.

    What IT lets employees request needs no other yes here; nothing else of risk ``ask``
    is done.
    """
    fixes, more = policy.fixes, policy.service.on_request
    return replace(
        policy,
        fixes=replace(fixes, without_asking=(*fixes.without_asking, *more)),
    )


def judges(
    fix: AnyFix, checks: Sequence[AnyCheck], own: Collection[str] = ()
) -> tuple[AnyCheck, ...]:
    """Return the checks that can call for a repair, and all that may explain them.

    ``own``: ids of checks that IT wrote, and gave this repair.
    """
    wanted = {
        one for one in checks if one.id in own or any(map(fix.helps, problems(one)))
    }
    wanted |= {cause for one in wanted for cause in one.causes()}
    return tuple(one for one in checks if one in wanted)


def _lent(steps: Sequence[Taken], sentences: Sequence[str]) -> Lent:
    taken = [one for one in steps if one.result is not Result.SKIPPED]
    if not taken:
        return Lent("refused", NOT_NEEDED)
    worst = next((one for one in taken if one.result is not Result.CURED), taken[0])
    said = [one for one in sentences if worst.why.startswith(one)]
    other = {Result.REFUSED: HELD_BACK, Result.FAILED: FAILED}.get(worst.result, "")
    why = max(said, key=len, default=other) if worst.why else ""
    return Lent(VERDICTS[worst.result], why, worst.freed)


def look(host: Machine, check: AnyCheck) -> Told:
    """Ask a check, and return what may be told of its answer."""
    match ask(host, check, Lines(check.id, 0)).outcome:
        case Healthy():
            return Told("healthy")
        case Found(finding):
            facts = facts_of(finding)
            if facts is None:
                return Told("unsure", why=NOT_TOLD)
            return Told("found", finding.problem.code, facts)
        case Absent():
            return Told("absent", why=NOT_TOLD)
    return Told("unsure", why=NOT_TOLD)


def facts_of(finding: Finding) -> dict[str, Fact] | None:
    """Return the declared facts of a finding; nothing where one is no plain fact."""
    told: dict[str, Fact] = plain(finding.facts)
    declared = set(told) == set(finding.problem.facts)
    return told if declared and all(map(_is_plain, told.values())) else None


def _is_plain(fact: Any) -> bool:
    if isinstance(fact, list):
        return len(fact) <= MOST and all(
            isinstance(one, str) and _is_plain(one) for one in fact
        )
    if isinstance(fact, str):
        return len(fact) <= LONGEST and fact.isprintable()
    return isinstance(fact, bool | int | float)
