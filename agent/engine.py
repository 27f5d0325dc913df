"""Diagnoses a machine and carries out repairs on it; the one moving part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from time import monotonic, sleep

from agent.borrowed_hands import carry_or_borrow
from agent.carrying import Carried, Carry
from agent.check import AnyCheck
from agent.collapse import RESTS
from agent.diagnosis import Diagnosis, diagnose
from agent.events import (
    NOT_NEEDED,
    CheckDone,
    Diagnosed,
    Event,
    Result,
    RunDone,
    RunStarted,
    StepDone,
    StepStarted,
)
from agent.fix import AnyFix
from agent.guard import held_back
from agent.hands import UNWRITTEN, Hands, Ledger, unreported
from agent.host.transcript import LATE, Asking, Lines
from agent.inquiry import ask_all
from agent.machine import Machine
from agent.model import Found, Outcome, Unsure
from agent.planning import Allowed, Plan, Step, make_plan

ROUNDS = 3


class Engine:
    """One machine, one catalogue, one run, one stream of events."""

    def __init__(  # noqa: PLR0913 - what a run is made of
        self,
        host: Machine,
        checks: Sequence[AnyCheck],
        fixes: Sequence[AnyFix],
        say: Callable[[Event], None],
        pause: Callable[[float], None] = sleep,
        *,
        ledger: Ledger = UNWRITTEN,
        carry: Carry = carry_or_borrow,
        resting: Collection[str] = (),
        report: Callable[[], None] = unreported,
    ) -> None:
        """Tie the catalogue to a machine and a listener; ``pause`` waits seconds.

        ``carry`` carries one step out, here or in other hands; checks that are
        ``resting`` by their id are not asked. ``report``: see ``Hands``.
        """
        self._host, self._checks, self._fixes = host, checks, fixes
        self._say, self._carry, self._resting = say, carry, resting
        self._hands = Hands(self._judge, ledger, pause, report)
        self._outcomes: dict[AnyCheck, Outcome] = {}
        self._tried: set[tuple[str, str]] = set()
        self._round = 0
        self._stuck = ""

    def diagnose(self, allowed: Allowed) -> Plan:
        """Ask everything at once, explain the answers, propose a plan."""
        self._say(RunStarted(tuple(self._checks)))
        self._ask(self._checks)
        return self._explain(allowed)

    def plan(self, allowed: Allowed) -> Plan:
        """Propose repairs for what was found last, for somebody who allows more."""
        return self._plan(allowed)[1]

    def repair(self, plan: Plan, allowed: Allowed) -> None:
        """Carry out a plan, and what its cures uncover, in at most three rounds."""
        while plan.steps and self._round < ROUNDS:
            self._round += 1
            results = [self._take(step, allowed) for step in plan.steps]
            plan = self._explain(allowed)
            if Result.CURED not in results:
                return

    def close(self) -> None:
        """Say that nothing more will happen."""
        self._say(RunDone())

    def _ask(self, checks: Sequence[AnyCheck]) -> None:
        awake = [check for check in checks if check.id not in self._resting]
        for check in [check for check in checks if check.id in self._resting]:
            told = Lines(check.id, self._round).asking(RESTS, LATE)
            self._hear(CheckDone(check, Unsure(RESTS), told))
        for answer in ask_all(self._host, awake, self._round):
            self._hear(answer)

    def _hear(self, answer: CheckDone) -> None:
        self._outcomes[answer.check] = answer.outcome
        self._say(answer)

    def _explain(self, allowed: Allowed) -> Plan:
        found, plan = self._plan(allowed)
        self._say(Diagnosed(found, plan, self._round))
        return plan

    def _plan(self, allowed: Allowed) -> tuple[Diagnosis, Plan]:
        """Explain in the catalogue's order, not in that of the answers."""
        seen = {c: self._outcomes[c] for c in self._checks if c in self._outcomes}
        found = diagnose(seen)
        return found, make_plan(found, seen, self._fixes, allowed, self._tried)

    def _take(self, step: Step, allowed: Allowed) -> Result:
        """Apply one fix unless something speaks against it, and ask again."""
        self._tried.add((step.fix.id, step.code))
        if not isinstance(self._outcomes[step.check], Found):
            return self._end(step, Result.SKIPPED, NOT_NEEDED)
        if step.objection:
            return self._end(step, Result.REFUSED, step.objection)
        if self._stuck:
            return self._end(step, Result.SKIPPED, f"{self._stuck} has not ended")
        if held := held_back(step.fix, self._host, allowed):
            return self._end(step, Result.REFUSED, held)
        self._say(StepStarted(step))
        began, lines = monotonic(), Lines(step.fix.id, self._round)
        carried = self._carry(step, self._host, lines, self._hands)
        self._stuck = step.fix.id if carried.hung else ""
        told = _told(carried, lines)
        seconds = monotonic() - began
        became = (carried.result, carried.why, seconds, told, carried.freed)
        self._say(StepDone(step, *became))
        if carried.result is Result.CURED:
            self._ask(self._downstream(step.check))
        return carried.result

    def _end(self, step: Step, result: Result, why: str) -> Result:
        self._say(StepDone(step, result, why))
        return result

    def _judge(self, check: AnyCheck) -> Outcome:
        """Ask a check again, for all to hear."""
        self._ask([check])
        return self._outcomes[check]

    def _downstream(self, cured: AnyCheck) -> list[AnyCheck]:
        """Return what the cured check may have kept from being found healthy."""
        return [
            check
            for check, outcome in self._outcomes.items()
            if isinstance(outcome, Found | Unsure) and cured in set(check.causes())
        ]


def _told(carried: Carried, lines: Lines) -> Asking | None:
    """Return what a fix asked of the machine, as the transcript keeps it."""
    if not carried.began:
        return None
    ended = carried.why if carried.result is Result.FAILED else ""
    return lines.asking(ended, LATE if carried.late else "")
