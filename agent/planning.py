"""Choose repairs for a diagnosis. Pure, so a plan can be shown before it runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from agent.check import AnyCheck
from agent.diagnosis import Diagnosis
from agent.fix import AnyFix, Risk
from agent.model import Found, Outcome
from agent.value import Value


class Allowed(Value):
    """What may be done in this run: by policy, and by the consent of who asked.

    ``halt`` says by fix id and code why a repair that runs in circles is stopped.
    ``agreed``: the repairs that somebody was asked about and said yes to; ``None``: to
    all that ask. ``foreseen`` says of a repair that asks why no yes would have it done,
    so that nobody is asked about it.
    """

    risks: tuple[Risk, ...] = (Risk.SAFE,)
    never: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    without_asking: tuple[str, ...] = ()
    halt: Callable[[str, str], str] | None = None
    agreed: Collection[str] | None = None
    foreseen: Callable[[AnyFix], str] | None = None

    def agrees(self, fix: AnyFix) -> bool:
        """Say whether somebody said yes to this very repair."""
        asked = self.agreed is None or fix.id in self.agreed
        return fix.risk is Risk.ASK and Risk.ASK in self.risks and asked

    def objection(self, fix: AnyFix, code: str = "") -> str:
        """Say why a fix may not run, for a problem by its code; empty when it may."""
        if fix.id in self.never or (self.only is not None and fix.id not in self.only):
            return "the policy does not allow this repair"
        if code and self.halt and (why := self.halt(fix.id, code)):
            return why
        if fix.risk is not Risk.ASK:
            return "" if fix.risk in self.risks else "only IT may do this"
        if fix.id in self.without_asking:
            return ""
        if self.foreseen and (why := self.foreseen(fix)):
            return why
        return "" if self.agrees(fix) else "nobody has said yes to this repair"


class Step(Value):
    """Apply this fix for this problem, then ask this check again."""

    fix: AnyFix
    check: AnyCheck
    code: str
    objection: str = ""


class Plan(Value):
    """What will be done, in order, and the causes nobody here can do a thing about."""

    steps: tuple[Step, ...] = ()
    beyond_repair: tuple[AnyCheck, ...] = ()


def make_plan(
    diagnosis: Diagnosis,
    outcomes: Mapping[AnyCheck, Outcome],
    fixes: Sequence[AnyFix],
    allowed: Allowed,
    tried: Collection[tuple[str, str]] = (),
) -> Plan:
    """Pair each cause with the fixes for its problem, in order; echoes wait.

    ``tried`` holds (fix id, code) of earlier rounds: nothing is done twice.
    """
    steps: list[Step] = []
    beyond: list[AnyCheck] = []
    for check in diagnosis.causes:
        outcome = outcomes[check]
        assert isinstance(outcome, Found)
        problem = outcome.finding.problem
        usable = [
            Step(fix, check, problem.code, allowed.objection(fix, problem.code))
            for fix in fixes
            if fix.helps(problem) and (fix.id, problem.code) not in tried
        ]
        steps += usable
        if all(step.objection for step in usable):
            beyond.append(check)
    return Plan(tuple(steps), tuple(beyond))
