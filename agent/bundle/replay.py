"""The diagnosis of another computer, made again from its transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress

from agent import VERSION
from agent.bundle.evidence import Evidence
from agent.bundle.omitted import LEFT_OUT
from agent.case import Case, Seen
from agent.check import AnyCheck, Check, check
from agent.codec import Mismatch, build
from agent.engine import Engine
from agent.events import Event, Result
from agent.fix import AnyFix
from agent.host.transcript import WITHHELD, ReplayHost
from agent.own.making import own_checks
from agent.planning import Allowed
from agent.policy.own import OwnCheck
from agent.policy.own_rules import wrong
from agent.value import replace

UNKNOWN = f"Blusser {VERSION} does not know this check"


def replay(
    evidence: Evidence,
    checks: Sequence[AnyCheck],
    fixes: Sequence[AnyFix],
    say: Callable[[Event], None],
) -> tuple[str, ...]:
    """Run the engine over the transcript; return what could not be replayed.

    The checks and repairs are those of the case, whatever the catalogue has besides.
    A check that this catalogue does not know is absent, with that reason.
    """
    case = evidence.case
    known = {one.id: one for one in checks}
    known |= {one.id: one for one in own_checks(own_rows(evidence), checks)}
    asked = [known.get(seen.check) or _unknown(seen.check) for seen in case.before]
    taken = {step.fix for step in case.steps}
    used = [one for one in fixes if one.id in taken]
    strange = {s.check: UNKNOWN for s in case.before if s.check not in known}
    host = ReplayHost(evidence.askings, strange)
    engine = Engine(host, asked, used, say, lambda _: None, report=lambda: None)
    allowed = _AsThen(refused=_refused(evidence))
    plan = engine.diagnose(allowed)
    if case.steps:
        engine.repair(plan, allowed)
    engine.close()
    steps = {step.fix for step in case.steps} - {one.id for one in fixes}
    return tuple(_notes(evidence, [*strange, *sorted(steps)]))


def own_rows(evidence: Evidence) -> list[OwnCheck]:
    """Return the checks that IT wrote there, in order; what is wrong is left out.

    An id that is somebody's name too was replaced; who asked says what it was.
    """
    found: dict[str, OwnCheck] = {}
    for asking in evidence.askings:
        if "OwnCheck" in asking.rules and asking.who not in found:
            with suppress(Mismatch):
                row: OwnCheck = build(OwnCheck, asking.rules["OwnCheck"])
                row = replace(row, id=asking.who.removeprefix("own."))
                if asking.who == row.check and not list(wrong(row)):
                    found[row.check] = row
    order = {seen.check: at for at, seen in enumerate(evidence.case.before)}
    return sorted(found.values(), key=lambda row: order.get(row.check, len(order)))


def outages_of(then: Case, now: Case) -> Case:
    """Return a replayed case with the fingerprints that were given then.

    They are made of names, and the names in a bundle stand for others.
    """

    def called(seen: Seen, told: tuple[Seen, ...]) -> Seen:
        known = {(one.check, one.code): one.outage for one in told}
        return replace(seen, outage=known.get((seen.check, seen.code), ""))

    lists = {
        name: tuple(called(seen, getattr(then, name)) for seen in getattr(now, name))
        for name in ("before", "after", "causes", "doubted")
    }
    return replace(now, **lists)


def differences(then: Case, now: Case) -> tuple[str, ...]:
    """Say in which way a replayed case is another than the one that was recorded."""
    told: dict[str, Callable[[Case], list[str]]] = {
        "causes": lambda case: [cause.code for cause in case.causes],
        "what is left": lambda case: list(case.left),
        "echoes": lambda case: [echo.code for echo in case.echoes],
        "doubted": lambda case: [seen.code for seen in case.doubted],
        "repairs": lambda case: [f"{s.fix} {s.result.value}" for s in case.steps],
    }
    return tuple(
        f"This Blusser sees it differently: {what} {_listed(tell(now))},"
        f" then {_listed(tell(then))}."
        for what, tell in told.items()
        if tell(now) != tell(then)
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


class _AsThen(Allowed):
    """What was allowed then; ``refused``: why not, by fix and code."""

    refused: dict[tuple[str, str], str] = {}  # noqa: RUF012 - nobody can change it

    def objection(self, fix: AnyFix, code: str = "") -> str:
        """Say what was said then."""
        return self.refused.get((fix.id, code), "")


def _refused(evidence: Evidence) -> dict[tuple[str, str], str]:
    """Return the repairs that nobody began, and why.

    Those of one fix that began are as many as its askings; of what was refused only
    the first may be among them, because the others end in another way.
    """
    began = Counter(asking.who for asking in evidence.askings)
    for step in evidence.case.steps:
        ended = step.result not in (Result.REFUSED, Result.SKIPPED)
        began[step.fix] -= ended
    found = {}
    for step in evidence.case.steps:
        if step.result is Result.REFUSED:
            began[step.fix] -= 1
            if began[step.fix] < 0:
                found[step.fix, step.code] = step.why
    return found


def _unknown(name: str) -> Check[[]]:
    """Return a check that stands for one this catalogue does not have."""

    def ask() -> None:
        """Nothing is known of this check."""

    ask.__module__, ask.__name__ = f"checks.{name}", name.rpartition(".")[2]
    ask.__annotations__ = {}
    return check()(ask)


def _notes(evidence: Evidence, strange: list[str]) -> list[str]:
    """Say where the replay cannot be the same as what was seen."""
    case = evidence.case
    notes = []
    if items := [n.what for n in evidence.withheld if n.reason == LEFT_OUT]:
        notes.append(
            f"Whoever sent this bundle left out {', '.join(items)}; what depends on it"
            " cannot be seen again, and its causes are those of the report."
        )
    if strange:
        notes.append(
            f"Blusser {VERSION} does not know {', '.join(strange)} of this bundle, made"
            f" by Blusser {case.version}; replay it with that version."
        )
    if gone := sorted({a.who for a in evidence.askings if a.how == WITHHELD}):
        notes.append(
            f"The bundle does not hold all answers to {', '.join(gone)};"
            " report.html says why."
        )
    if not evidence.askings and case.before:
        notes.append("The bundle holds no transcript; report.html says why.")
    return notes
