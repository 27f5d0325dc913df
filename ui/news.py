"""What reaches the window: what a run says, what was read, what the person asks."""

from __future__ import annotations

from enum import StrEnum

from agent.case import Case
from agent.events import Event
from agent.planning import Step
from agent.value import Value


class Trouble(StrEnum):
    """Why a run gave no result."""

    BUSY = "busy"
    REFUSED = "refused"
    FAILED = "failed"


class Action(StrEnum):
    """What the person can ask for."""

    FIX = "fix"
    STOP = "stop"
    YES = "yes"
    NO = "no"
    BACK = "back"
    LAST = "last"
    STILL_BROKEN = "still-broken"
    OPEN_REPORT = "open-report"


class Asking(Value):
    """These repairs wait for a yes."""

    steps: tuple[Step, ...]


class Answered(Value):
    """The question was answered, or nobody answered in time."""


class Ended(Value):
    """The run has its case; ``report`` is the path of the bundle left for IT.

    ``unkept``: the history could not be written. ``unwritten``: the bundle could not.
    """

    case: Case
    report: str = ""
    unkept: bool = False
    unwritten: bool = False


class Broke(Value):
    """The run gave no case; ``why`` is a sentence for IT."""

    trouble: Trouble
    why: str = ""


Said = Event | Asking | Answered | Ended | Broke


class Heard(Value):
    """A run said something; ``run`` is its number, for news may come late."""

    run: int
    event: Said


class Remembered(Value):
    """The history was read; ``damaged`` says what happened to it, where it was."""

    case: Case | None
    damaged: str = ""


class Reported(Value):
    """A bundle of this case was written on request; no path where that failed."""

    case: str
    report: str = ""


class Did(Value):
    """The person asked for something; ``said`` what hurts, and was understood as."""

    action: Action
    said: str = ""
    symptom: str = ""


News = Heard | Remembered | Reported | Did
