"""What the window knows, and how news changes it. Pure: no Qt, no machine, no words."""

from __future__ import annotations

from agent.case import Case
from agent.check import AnyCheck
from agent.events import (
    CheckDone,
    Diagnosed,
    Event,
    RunDone,
    RunStarted,
    StepDone,
    StepStarted,
    Waiting,
)
from agent.model import Outcome
from agent.planning import Allowed, Plan, Step
from agent.value import Value, replace
from ui import post as posting
from ui.news import (
    Action,
    Answered,
    Asking,
    Broke,
    Did,
    Ended,
    Heard,
    News,
    Previewed,
    Remembered,
    Reported,
    Said,
    Sent,
    Trouble,
)
from ui.post import Post
from ui.screens import OFFERS, Screen

LOOKED = 70
"""Percent of the bar when every check has answered; the rest is for repairs."""
DONE = 100
OF_A_RESULT = (Screen.RESULT, Screen.PREVIEW)


class State(Value):
    """All there is to draw. ``percent`` never falls within a run.

    ``taken`` and ``planned`` count repairs; ``doing`` is the id of the one that acts.
    ``reporting``: a bundle was asked for and is being written. ``said``: what hurts,
    in the person's words, and the ``symptom`` it was understood as. ``desk``: the
    policy names one, and ``post`` is how the report gets there.
    """

    screen: Screen = Screen.HOME
    run: int = 0
    checks: tuple[AnyCheck, ...] = ()
    outcomes: dict[AnyCheck, Outcome] = {}  # noqa: RUF012 - replaced, never changed
    taken: int = 0
    planned: int = 0
    doing: str = ""
    percent: int = 0
    asking: tuple[Step, ...] = ()
    last: Case | None = None
    report: str = ""
    unkept: bool = False
    unwritten: bool = False
    reporting: bool = False
    said: str = ""
    symptom: str = ""
    broke: Broke = Broke(Trouble.FAILED)
    damaged: str = ""
    desk: bool = False
    post: Post = Post()


def going(state: State) -> bool:
    """Tell whether a run goes on."""
    return Action.FIX not in OFFERS[state.screen]


def offers(state: State, action: Action) -> bool:
    """Tell whether this can be asked for now."""
    needs = posting.offered(
        state.post,
        desk=state.desk and bool(state.report),
        previewed=state.screen is Screen.PREVIEW,
    )
    needs |= {
        Action.LAST: state.last is not None,
        Action.OPEN_REPORT: bool(state.report),
        Action.STILL_BROKEN: not (state.report or state.reporting),
    }
    return action in OFFERS[state.screen] and needs.get(action, True)


def to_ask(plan: Plan, may: Allowed) -> tuple[Step, ...]:
    """Return the steps that a yes would allow; what the policy forbids is not asked."""
    return tuple(
        s for s in plan.steps if s.objection and not may.objection(s.fix, s.code)
    )


def fold(state: State, news: News) -> State:
    """Return what is known after one piece of news."""
    match news:
        case Did(action):
            return _do(state, news) if offers(state, action) else state
        case Heard(run, event):
            own = run == state.run and going(state)
            return _hear(state, event) if own else _overhear(state, event)
        case Remembered(case, damaged, desk):
            last = state.last or case
            return replace(state, last=last, damaged=damaged, desk=state.desk or desk)
        case Reported() | Previewed() | Sent():
            own = state.last is not None and news.case == state.last.id
            return _hand_over(state, news) if own else state


def _hand_over(state: State, news: Reported | Previewed | Sent) -> State:
    """Take what became of the report of the last case."""
    match news:
        case Reported(_, report, desk) if state.reporting:
            done = replace(state, report=report, desk=desk, post=Post())
            return replace(done, reporting=False, unwritten=not report)
        case Previewed():
            return replace(state, post=posting.shown(state.post, news))
        case Sent():
            left = state.screen is Screen.PREVIEW and news.handed
            screen = Screen.RESULT if left else state.screen
            return replace(state, screen=screen, post=posting.sent(state.post, news))
    return state


def _do(state: State, did: Did) -> State:
    stopped = replace(state, screen=Screen.HOME, run=state.run + 1)
    seen = replace(state, post=posting.asked(state.post, did))
    return {
        Action.PREVIEW: replace(seen, screen=Screen.PREVIEW),
        Action.NOTE: seen,
        Action.LEAVE_OUT: seen,
        Action.SEND: seen,
        Action.NOT_NOW: replace(seen, screen=Screen.RESULT),
        Action.FIX: _begun(state, did),
        Action.STOP: stopped,
        Action.BACK: replace(state, screen=Screen.HOME),
        Action.LAST: replace(state, screen=Screen.RESULT),
        Action.STILL_BROKEN: replace(state, reporting=True, unwritten=False),
        Action.YES: _answered(state),
        Action.NO: _answered(state),
    }.get(did.action, state)


def _begun(state: State, did: Did) -> State:
    return State(
        Screen.LOOKING,
        state.run + 1,
        last=state.last,
        report=state.report,
        said=did.said,
        symptom=did.symptom or ("" if did.said else _before(state)),
        desk=state.desk,
        post=state.post,
    )


def _before(state: State) -> str:
    """Return the symptom of the run that is looked at, for the one that repeats it."""
    if state.screen in OF_A_RESULT and state.last:
        return state.last.symptom
    return state.symptom if state.screen is Screen.TROUBLE else ""


def _hear(state: State, event: Said) -> State:
    """Take what the run of now says, in whatever order it comes."""
    match event:
        case Asking(steps):
            return replace(state, screen=Screen.ASKING, asking=steps)
        case Answered():
            return _answered(state)
        case Broke():
            return replace(state, screen=Screen.TROUBLE, broke=event, doing="")
        case Ended():
            return replace(_kept(state, event), screen=Screen.RESULT, doing="")
        case StepStarted() | StepDone() | RunDone():
            return _repair(state, event)
        case _:
            return _look(state, event)


def _look(state: State, event: Event) -> State:
    match event:
        case Waiting():
            return replace(state, screen=Screen.WAITING)
        case RunStarted(checks):
            return replace(state, screen=Screen.LOOKING, checks=checks, outcomes={})
        case CheckDone(check, outcome):
            return _further(replace(state, outcomes={**state.outcomes, check: outcome}))
        case Diagnosed(_, plan):
            ahead = sum(1 for step in plan.steps if not step.objection)
            return _further(replace(state, planned=state.taken + ahead))
    return state


def _repair(state: State, event: StepStarted | StepDone | RunDone) -> State:
    match event:
        case StepStarted(step):
            return replace(state, screen=Screen.REPAIRING, doing=step.fix.id)
        case StepDone():
            taken = state.taken + bool(state.doing)
            return _further(replace(state, doing="", taken=taken))
        case RunDone():
            return replace(state, percent=DONE)


def _overhear(state: State, event: Said) -> State:
    """Keep the case of a run that was left, and nothing else of it."""
    if not isinstance(event, Ended) or state.screen in OF_A_RESULT:
        return state
    newer = state.last is None or event.case.id > state.last.id
    return _kept(state, event) if newer else state


def _kept(state: State, ended: Ended) -> State:
    return replace(
        state,
        last=ended.case,
        report=ended.report,
        unkept=ended.unkept,
        unwritten=ended.unwritten,
        desk=ended.desk,
        post=Post(),
        reporting=False,
        percent=DONE,
    )


def _answered(state: State) -> State:
    return replace(state, screen=Screen.REPAIRING, asking=())


def _further(state: State) -> State:
    """Move the bar on; it never goes back, whatever is still to come."""
    known = sum(1 for check in state.checks if check in state.outcomes)
    percent = LOOKED * known // max(1, len(state.checks))
    if state.taken:
        percent = LOOKED + (DONE - LOOKED) * state.taken // max(
            state.planned, state.taken + 1
        )
    return replace(state, percent=max(state.percent, min(percent, DONE)))
