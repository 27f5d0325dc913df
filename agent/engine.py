"""Diagnoses a machine and carries out repairs on it; the one moving part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic, sleep

from agent.check import AnyCheck
from agent.diagnosis import Diagnosis, diagnose
from agent.events import (
    Diagnosed,
    Event,
    Result,
    RunDone,
    RunStarted,
    StepDone,
    StepStarted,
)
from agent.fix import AnyFix, Refused
from agent.host import HostError, PartMissing
from agent.host.transcript import LATE, Lines
from agent.host.trouble import NeverEnded, NotReplayed
from agent.inquiry import Machine, ask_all, within
from agent.model import Found, Healthy, Outcome, Unsure
from agent.planning import Allowed, Plan, Step, make_plan
from agent.typed import Any

ROUNDS = 3
NOT_UNDONE = "it did not help and could not be undone"

Tried = tuple[Result, str, Any]


class Engine:
    """One machine, one catalogue, one run, one stream of events."""

    def __init__(
        self,
        host: Machine,
        checks: Sequence[AnyCheck],
        fixes: Sequence[AnyFix],
        say: Callable[[Event], None],
        pause: Callable[[float], None] = sleep,
    ) -> None:
        """Tie the catalogue to a machine and a listener; ``pause`` waits seconds."""
        self._host, self._checks, self._fixes = host, checks, fixes
        self._say, self._pause = say, pause
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
            results = [self._take(step) for step in plan.steps]
            plan = self._explain(allowed)
            if Result.CURED not in results:
                return

    def close(self) -> None:
        """Say that nothing more will happen."""
        self._say(RunDone())

    def _ask(self, checks: Sequence[AnyCheck]) -> None:
        for answer in ask_all(self._host, checks, self._round):
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

    def _take(self, step: Step) -> Result:
        """Apply one fix unless something speaks against it, and ask again."""
        self._tried.add((step.fix.id, step.code))
        if step.objection:
            return self._end(step, Result.REFUSED, step.objection)
        if not isinstance(self._outcomes[step.check], Found):
            return self._end(step, Result.SKIPPED, "it is no longer needed")
        if self._stuck:
            return self._end(step, Result.SKIPPED, f"{self._stuck} has not ended")
        self._say(StepStarted(step))
        began, lines = monotonic(), Lines(step.fix.id, self._round)
        result, why = self._carry_out(step, lines)
        asking = lines.asking(
            why if result is Result.FAILED else "", LATE if self._stuck else ""
        )
        self._say(StepDone(step, result, why, monotonic() - began, asking))
        if result is Result.CURED:
            self._ask(self._downstream(step.check))
        return result

    def _end(self, step: Step, result: Result, why: str) -> Result:
        self._say(StepDone(step, result, why))
        return result

    def _carry_out(self, step: Step, lines: Lines) -> tuple[Result, str]:
        """Act, let the check judge, and put a setting back that did not help."""
        try:
            parts = self._host.parts(step.fix.parts, lines)
        except (PartMissing, HostError, NotReplayed) as trouble:
            missing = isinstance(trouble, PartMissing)
            return Result.REFUSED if missing else Result.FAILED, str(trouble)
        done = within(step.fix.timeout, lambda: _apply(step.fix, parts))
        if done is None:
            self._stuck = step.fix.id
            return Result.FAILED, f"no end within {step.fix.timeout:g} s"
        result, why, before = done
        if result is Result.REFUSED:
            return result, why
        self._pause(step.fix.settle)
        self._ask([step.check])
        if isinstance(self._outcomes[step.check], Healthy):
            return Result.CURED, ""
        if before is not None:
            return _undo(step.fix, before, parts)
        return result, why

    def _downstream(self, cured: AnyCheck) -> list[AnyCheck]:
        """Return what the cured check may have kept from being found healthy."""
        return [
            check
            for check, outcome in self._outcomes.items()
            if isinstance(outcome, Found | Unsure) and cured in set(check.causes())
        ]


def _apply(fix: AnyFix, parts: dict[str, Any]) -> Tried | None:
    """Remember, then act; return what became of it, why, and the setting remembered.

    Nothing where it did not end: so it is on replay, at once.
    """
    try:
        before = fix.remember(**parts) if fix.remember else None
        fix(**parts)
    except PermissionError as trouble:
        return (
            Result.REFUSED,
            _with_detail("it needs administrator rights", trouble),
            None,
        )
    except (PartMissing, Refused) as reason:
        return Result.REFUSED, str(reason), None
    except NeverEnded:
        return None
    except (HostError, NotReplayed) as trouble:
        return Result.FAILED, str(trouble), None
    except Exception as bug:  # noqa: BLE001 - one bad fix must not end a run
        return Result.FAILED, f"the fix itself failed: {bug!r}", None
    return Result.NO_EFFECT, "", before


def _with_detail(reason: str, trouble: Exception) -> str:
    return f"{reason}: {trouble}" if str(trouble) else reason


def _undo(fix: AnyFix, before: Any, parts: dict[str, Any]) -> tuple[Result, str]:
    """Put a setting back; a replay raises the very words that were said then."""
    assert fix.undo
    try:
        fix.undo(before, **parts)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, IT must be told
        said = str(trouble).removeprefix(f"{NOT_UNDONE}: ")
        return Result.FAILED, f"{NOT_UNDONE}: {said}"
    return Result.UNDONE, "it did not help"
