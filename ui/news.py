"""What reaches the window: what a run says, what was read, what the person asks."""

from __future__ import annotations

from enum import StrEnum

from agent.case import Case
from agent.events import Event
from agent.outbox.courier import Chosen, Handed, Letter
from agent.planning import Step
from agent.value import Value


class Trouble(StrEnum):
    """Why a run gave no result, or IT no report."""

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
    PREVIEW = "preview"
    OPEN_PAGE = "open-page"
    NOTE = "note"
    LEAVE_OUT = "leave-out"
    SEND = "send"
    NOT_NOW = "not-now"


class Asking(Value):
    """These repairs wait for a yes."""

    steps: tuple[Step, ...]


class Answered(Value):
    """The question was answered, or nobody answered in time."""


class Ended(Value):
    """The run has its case; ``report`` is the path of the bundle left for IT.

    ``unkept``: the history could not be written. ``unwritten``: the bundle could not.
    ``desk``: the policy names a desk that takes it.
    """

    case: Case
    report: str = ""
    unkept: bool = False
    unwritten: bool = False
    desk: bool = False


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
    """The history was read; ``damaged`` says what happened to it, where it was.

    ``desk``: the policy names a desk.
    """

    case: Case | None
    damaged: str = ""
    desk: bool = False


class Reported(Value):
    """A bundle of this case was written on request; no path where that failed.

    ``desk``: the policy names a desk that takes it.
    """

    case: str
    report: str = ""
    desk: bool = False


class Hitch(Value):
    """What stood in the way of showing or sending; ``why`` is a sentence for IT."""

    trouble: Trouble
    why: str = ""


class Previewed(Value):
    """What IT would get of this case, with this note and without what they chose.

    There is no letter where that failed.
    """

    case: str
    note: str
    letter: Letter | None = None
    hitch: Hitch | None = None
    chosen: Chosen = ()


class Sent(Value):
    """A case was handed to IT, or was not."""

    case: str
    handed: Handed | None = None
    hitch: Hitch | None = None


class Did(Value):
    """The person asked for something.

    ``said``: what hurts, and was understood as ``symptom``; or a note for IT; or
    what of the report is to be left out, or goes along after all.
    """

    action: Action
    said: str = ""
    symptom: str = ""


News = Heard | Remembered | Reported | Previewed | Sent | Did
