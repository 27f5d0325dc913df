"""Everything the engine says. Front ends, log and case all listen to this."""

from __future__ import annotations

from enum import StrEnum

from agent.check import AnyCheck
from agent.diagnosis import Diagnosis
from agent.host.ports.freed import Freed
from agent.host.transcript import Asking
from agent.model import Outcome
from agent.planning import Plan, Step
from agent.value import Value


class Result(StrEnum):
    """What became of one step of a plan; only the check decides on ``cured``."""

    CURED = "cured"
    NO_EFFECT = "no-effect"
    UNDONE = "undone"
    FAILED = "failed"
    REFUSED = "refused"
    SKIPPED = "skipped"


NOT_NEEDED = "it is no longer needed"
"""Why a step is left out when an earlier one helped already."""


class Waiting(Value):
    """Another run goes on; this one begins when it has ended."""


class RunStarted(Value):
    """A run over these checks began."""

    checks: tuple[AnyCheck, ...]


class CheckDone(Value):
    """One check has its outcome; round 0 is the first diagnosis."""

    check: AnyCheck
    outcome: Outcome
    asking: Asking
    seconds: float = 0.0


class Diagnosed(Value):
    """All outcomes of a round are in and explained; this is what we would do."""

    diagnosis: Diagnosis
    plan: Plan
    round: int = 0


class StepStarted(Value):
    """A fix is about to act."""

    step: Step


class StepDone(Value):
    """A step ended; ``why`` says it where the result is not ``cured``."""

    step: Step
    result: Result
    why: str = ""
    seconds: float = 0.0
    asking: Asking | None = None
    freed: Freed | None = None


class RunDone(Value):
    """Nothing more will happen in this run."""


Event = Waiting | RunStarted | CheckDone | Diagnosed | StepStarted | StepDone | RunDone
