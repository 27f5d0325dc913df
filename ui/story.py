"""Tells a state as a page: all wording and every choice of a shape is made here."""

from __future__ import annotations

from datetime import UTC, datetime

from agent.check import AnyCheck
from agent.model import Absent, Finding, Found, Outcome, Unsure
from agent.planning import Step
from agent.symptoms import heard, place
from agent.words import Words
from ui import clock
from ui.evidence import told
from ui.news import Action, Trouble
from ui.page import Button, Card, Choice, Hurts, Labels, Line, Page, Sign, Tone
from ui.preview import preview_page
from ui.result import TONES, reaching_it, result_page
from ui.screens import Screen
from ui.state import State, going, offers

OFFERED = (
    "internet",
    "slow-internet",
    "login",
    "vpn",
    "print",
    "slow",
    "disk",
    "sound",
)
"""The symptoms that can be chosen; all others, and these, can be said in words."""


def page_of(
    state: State, words: Words, support: str = "", now: datetime | None = None
) -> Page:
    """Return what to show; ``support`` is how to reach IT, ``now`` a local time."""
    match state.screen:
        case Screen.RESULT:
            return result_page(state, words, support)
        case Screen.PREVIEW:
            return preview_page(state, words)
        case Screen.TROUBLE:
            return _trouble(state, words, support)
        case Screen.HOME:
            return _home(state, words, now or datetime.now(UTC).astimezone())
        case _:
            return _going(state, words)


def _going(state: State, words: Words) -> Page:
    match state.screen:
        case Screen.WAITING | Screen.LOOKING:
            return _looking(state, words)
        case Screen.ASKING:
            return _asking(state, words)
        case _:
            return _repairing(state, words)


def sign_of(state: State, words: Words) -> Sign:
    """Return what the tray icon shows."""
    if going(state):
        key = "ui-ask" if state.screen is Screen.ASKING else "ui-looking"
        tone = Tone.ASK if state.screen is Screen.ASKING else Tone.BUSY
        text = words.phrase(key, count=len(state.asking))
    elif state.last:
        tone = TONES[state.last.result]
        text = words.phrase(f"result-{state.last.result}")
    else:
        tone, text = Tone.PLAIN, words.phrase("ui-fix")
    return Sign(
        tone,
        words.phrase("ui-tray", text=text),
        can_fix=not going(state),
        can_show=offers(state, Action.LAST),
    )


def labels_of(words: Words) -> Labels:
    """Return what is heard where others see a shape."""
    tones = {tone: words.phrase(f"ui-tone-{tone}") for tone in Tone if tone}
    return Labels(
        tones, *(words.phrase(f"ui-{k}") for k in ("progress", "show", "hide"))
    )


def _home(state: State, words: Words, now: datetime) -> Page:
    status = None
    if state.damaged:
        status = Line(words.phrase("ui-damaged"), Tone.ASK, detail=state.damaged)
    elif state.last:
        when = clock.said(state.last.started, now, words)
        result = words.phrase(f"result-{state.last.result}")
        text = words.phrase("ui-home-last", result=result, when=when)
        status = Line(text, TONES[state.last.result])
    last = Button(Action.LAST, words.phrase("ui-last")) if state.last else None
    return Page(
        Screen.HOME,
        words.phrase("ui-home"),
        words.phrase("ui-home-lead"),
        status=status,
        hurts=_hurts(words),
        note=_promise(state, words),
        first=Button(Action.FIX, words.phrase("ui-fix")),
        second=last,
        enter=Action.FIX,
    )


def _promise(state: State, words: Words) -> str:
    """Say what leaves the PC: nothing by itself, whoever takes reports."""
    return words.phrase("ui-home-note-desk" if state.desk else "ui-home-note")


def _hurts(words: Words) -> Hurts:
    return Hurts(
        words.phrase("ui-hurts"),
        tuple(Choice(one, words.phrase(f"symptom-{one}")) for one in OFFERED),
        words.phrase("ui-hurts-hint"),
    )


def _looking(state: State, words: Words) -> Page:
    """Show how far each family is; all are asked at once."""
    key = "ui-waiting" if state.screen is Screen.WAITING else "ui-looking"
    families = dict.fromkeys(check.family for check in state.checks)
    near = sorted(families, key=lambda name: _distance(name, state))
    lines = tuple(_family(name, state, words) for name in near)
    lead = words.phrase(f"{key}-lead")
    if state.screen is Screen.LOOKING and (state.said or state.symptom):
        lead = heard(state.said or state.symptom, state.symptom, words)
    return Page(
        state.screen,
        words.phrase(key),
        lead,
        percent=state.percent if lines else -1,
        cards=(Card(lines=lines),) if lines else (),
        note=_promise(state, words),
        way_out=Button(Action.STOP, words.phrase("ui-stop")),
        escape=Action.STOP,
    )


def _distance(family: str, state: State) -> int:
    """Return how far a family is from what hurts; that of its nearest check."""
    mine = (check.id for check in state.checks if check.family == family)
    return min(place(state.symptom, one) for one in mine)


def _family(family: str, state: State, words: Words) -> Line:
    checks = [check for check in state.checks if check.family == family]
    known = [state.outcomes[check] for check in checks if check in state.outcomes]
    ahead = next((check for check in checks if check not in state.outcomes), None)
    name = words.family(family)
    if ahead is None:
        tone = tone_of(known)
        absent = words.phrase("ui-not-here") if tone is Tone.QUIET else ""
        return Line(name, tone, family, aside=absent, strong=True)
    detail = words.phrase("ui-now", question=_question(ahead, words))
    aside = words.phrase("ui-of", done=len(known), total=len(checks))
    return Line(name, Tone.BUSY, family, detail, aside, strong=True)


def tone_of(outcomes: list[Outcome]) -> Tone:
    """Return the worst of some outcomes: silence is never green."""
    if any(isinstance(one, Found) for one in outcomes):
        return Tone.TROUBLE
    if any(isinstance(one, Unsure) for one in outcomes):
        return Tone.UNSURE
    absent = all(isinstance(one, Absent) for one in outcomes)
    return Tone.QUIET if absent else Tone.WELL


def _question(check: AnyCheck, words: Words) -> str:
    return words.question(check.id)


def _asking(state: State, words: Words) -> Page:
    """Ask for a yes. Enter presses nothing here: a yes must be meant."""
    return Page(
        Screen.ASKING,
        words.phrase("ui-ask", count=len(state.asking)),
        words.phrase("ui-ask-lead"),
        tag=words.phrase("ui-ask-tag"),
        tone=Tone.ASK,
        cards=tuple(_question_card(step, state, words) for step in state.asking),
        first=Button(Action.YES, words.phrase("ui-yes")),
        way_out=Button(Action.NO, words.phrase("ui-no")),
        escape=Action.NO,
    )


def _question_card(step: Step, state: State, words: Words) -> Card:
    found = _finding(state, step.check)
    texts: tuple[str, ...] = ()
    if found:
        title = told(words, step.code, "title", found.facts)
        text = told(words, step.code, "text", found.facts)
        texts = (words.phrase("ui-ask-because", title=title), text)
    return Card(words.fix(step.fix.id, "doing"), texts=texts)


def _repairing(state: State, words: Words) -> Page:
    doing = state.doing and words.fix(state.doing, "doing")
    return Page(
        Screen.REPAIRING,
        words.phrase("ui-repairing" if doing else "ui-finishing"),
        words.phrase("ui-repairing-lead"),
        percent=state.percent,
        cards=(Card(lines=(Line(doing, Tone.BUSY),)),) if doing else (),
        note=_promise(state, words),
    )


def _trouble(state: State, words: Words, support: str) -> Page:
    key = {
        Trouble.BUSY: "ui-busy",
        Trouble.REFUSED: "ui-refused-run",
        Trouble.FAILED: "ui-failed-run",
    }[state.broke.trouble]
    technical = Card(words.phrase("ui-for-it"), path=state.broke.why)
    cards = (reaching_it(words, support), technical) if state.broke.why else ()
    return Page(
        Screen.TROUBLE,
        words.phrase(key),
        words.phrase(f"{key}-lead"),
        tag=words.phrase("ui-trouble-tag"),
        tone=Tone.ASK,
        cards=cards,
        first=Button(Action.FIX, words.phrase("ui-retry")),
        way_out=Button(Action.BACK, words.phrase("ui-close")),
        enter=Action.FIX,
        escape=Action.BACK,
    )


def _finding(state: State, check: AnyCheck) -> Finding | None:
    """Return what a check found in this run, where it found something."""
    outcome = state.outcomes.get(check)
    return outcome.finding if isinstance(outcome, Found) else None
