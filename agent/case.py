"""One run from trigger to outcome, as plain values that a file can keep."""

from __future__ import annotations

from time import gmtime, monotonic, strftime, time_ns

from agent import VERSION
from agent.check import AnyCheck
from agent.codec import plain
from agent.diagnosis import Diagnosis
from agent.events import (
    NOT_NEEDED,
    CheckDone,
    Diagnosed,
    Event,
    Result,
    RunDone,
    RunStarted,
    StepDone,
)
from agent.host.ports.freed import Freed
from agent.host.transcript import Asking
from agent.model import Absent, Found, Healthy, Outcome, Unsure
from agent.typed import Any
from agent.value import Value


class Seen(Value):
    """The outcome of one check at one time, in plain form.

    ``outage``: the fingerprint of a fault that many machines would have, else empty.
    """

    check: str
    state: str
    code: str = ""
    severity: str = ""
    facts: dict[str, Any] = {}  # noqa: RUF012 - a default that nobody can change
    why: str = ""
    outage: str = ""


class Echo(Value):
    """A finding that the causes with these codes explain."""

    code: str
    check: str
    because: tuple[str, ...]


class Taken(Value):
    """One step that was taken, refused or skipped, and what the check said of it.

    ``freed``: the room it made, where it is one that makes room.
    """

    fix: str
    code: str
    check: str
    result: Result
    why: str
    seconds: float
    freed: Freed | None = None


class Case(Value):
    """A run: why, what was seen before and after, what was done, how it ended.

    ``causes`` are all causes of the run, also those repaired meanwhile; ``left``
    holds the codes of those still there. ``result`` is one of healthy, repaired,
    problems, unsure. ``recovered``: what this run ended or told of an earlier one that
    was cut short.
    """

    id: str
    started: str
    trigger: str
    symptom: str
    version: str
    before: tuple[Seen, ...] = ()
    after: tuple[Seen, ...] = ()
    causes: tuple[Seen, ...] = ()
    left: tuple[str, ...] = ()
    echoes: tuple[Echo, ...] = ()
    doubted: tuple[Seen, ...] = ()
    steps: tuple[Taken, ...] = ()
    result: str = "unsure"
    seconds: float = 0.0
    recovered: tuple[Taken, ...] = ()

    @property
    def told(self) -> tuple[Taken, ...]:
        """Return the steps an employee hears of; IT's report has also the needless."""
        return tuple(
            step
            for step in self.steps
            if (step.result, step.why) != (Result.SKIPPED, NOT_NEEDED)
        )


class CaseFile:
    """Listens to a run and keeps its case and its transcript."""

    def __init__(self, trigger: str, symptom: str = "") -> None:
        """Open a case; the id sorts by time and is unique on one machine."""
        now = time_ns()
        clock = gmtime(now // 1_000_000_000)
        unique = f"{strftime('%Y%m%d-%H%M%S', clock)}-{now % 1_000_000_000:09}"
        self._began, self._seconds = monotonic(), 0.0
        self._start = (unique, strftime("%Y-%m-%dT%H:%M:%SZ", clock))
        self._why = (trigger, symptom)
        self._checks: tuple[AnyCheck, ...] = ()
        self._before: dict[AnyCheck, Outcome] = {}
        self._after: dict[AnyCheck, Outcome] = {}
        self._now = Diagnosis((), {}, ())
        self._causes: dict[str, Seen] = {}
        self._echoes: dict[str, Echo] = {}
        self._steps: list[Taken] = []
        self._recovered: tuple[Taken, ...] = ()
        self.askings: list[Asking] = []

    @property
    def id(self) -> str:
        """The id of the case, known from the start."""
        return self._start[0]

    def resume(self, recovered: tuple[Taken, ...]) -> None:
        """Take what became of an earlier run that was cut short."""
        self._recovered = recovered

    def hear(self, event: Event) -> None:
        """Take one event of the engine into the case."""
        match event:
            case RunStarted(checks):
                self._checks = checks
            case CheckDone(check, outcome, asking):
                self._before.setdefault(check, outcome)
                self._after[check] = outcome
                self.askings.append(asking)
            case Diagnosed(diagnosis):
                self._now = diagnosis
                for check in diagnosis.causes:
                    seen = _seen(check, self._after[check])
                    self._causes.setdefault(seen.code, seen)
                for check, roots in diagnosis.echoes.items():
                    because = tuple(_code(self._after[root]) for root in roots)
                    echo = Echo(_code(self._after[check]), check.id, because)
                    self._echoes.setdefault(check.id, echo)
            case StepDone(step, result, why, seconds, asking, freed):
                ids = (step.fix.id, step.code, step.check.id)
                self._steps.append(Taken(*ids, result, why, round(seconds, 3), freed))
                self.askings += [asking] if asking else []
            case RunDone():
                self._seconds = monotonic() - self._began

    def case(self) -> Case:
        """Return the case as it stands."""
        return Case(
            *self._start,
            *self._why,
            VERSION,
            before=self._all(self._before),
            after=self._all(self._after),
            causes=tuple(self._causes.values()),
            left=tuple(_code(self._after[c]) for c in self._now.causes),
            echoes=tuple(self._echoes.values()),
            doubted=tuple(_seen(c, self._after[c]) for c in self._now.doubted),
            steps=tuple(self._steps),
            result=self._result(),
            seconds=round(self._seconds, 3),
            recovered=self._recovered,
        )

    def _all(self, outcomes: dict[AnyCheck, Outcome]) -> tuple[Seen, ...]:
        """Return the outcomes in the order of the catalogue."""
        return tuple(_seen(c, outcomes[c]) for c in self._checks if c in outcomes)

    def _result(self) -> str:
        """Sum up; what is doubted works after all and does not count."""
        if self._now.causes:
            return "problems"
        if any(step.result is Result.CURED for step in self._steps):
            return "repaired"
        unsure = any(isinstance(o, Unsure) for o in self._after.values())
        return "unsure" if unsure else "healthy"


def _code(outcome: Outcome) -> str:
    return outcome.finding.problem.code if isinstance(outcome, Found) else ""


def _seen(check: AnyCheck, outcome: Outcome) -> Seen:
    match outcome:
        case Found(finding):
            p, facts = finding.problem, plain(finding.facts)
            told = (p.code, p.severity.value, facts)
            return Seen(check.id, "found", *told, outage=finding.fingerprint)
        case Unsure(why) | Absent(why):
            return Seen(check.id, type(outcome).__name__.lower(), why=why)
        case Healthy():
            return Seen(check.id, "healthy")
