"""Tells a case as a page: the cause, what was done, what is left, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from agent.case import Case, Seen
from agent.model import Severity
from agent.symptoms import rank
from agent.typed import Any
from agent.words import Words
from ui.evidence import OF_STEP, echoes, families, step_line, told, unknown
from ui.news import Action
from ui.page import Button, Card, Fold, Line, Page, Tone
from ui.post import Doing
from ui.preview import hitch
from ui.screens import Screen
from ui.state import State, offers

TONES = {
    "healthy": Tone.WELL,
    "repaired": Tone.WELL,
    "problems": Tone.TROUBLE,
    "unsure": Tone.UNSURE,
}


def result_page(state: State, words: Words, support: str) -> Page:
    """Return the page of the last case."""
    assert state.last
    case = state.last
    left = _left(case)
    headline, lead = _state(case, left, words, asked_for=_asked_for(state))
    tone = TONES[case.result]
    if left and all(cause.severity != Severity.BLOCKING for cause in left):
        tone = Tone.ASK
    return Page(
        Screen.RESULT,
        headline,
        lead,
        tag=words.phrase(f"result-{case.result}"),
        tone=tone,
        cards=tuple(card for card in _cards(state, case, left, words, support) if card),
        folds=_folds(case, words),
        status=Line(words.phrase("ui-unkept"), Tone.ASK) if state.unkept else None,
        escape=Action.BACK,
        told=state.post.handed.said[0] if state.post.handed else "",
        **_buttons(state, case, words),
    )


def _left(case: Case) -> list[Seen]:
    """Return the causes that are still there, those of the symptom first."""
    left = [cause for cause in case.causes if cause.code in case.left]
    return sorted(left, key=lambda c: rank(case.symptom, c))


def _asked_for(state: State) -> bool:
    """Tell whether a report was asked for, or lies there by itself."""
    return bool(state.report) or state.reporting or state.unwritten


def _state(
    case: Case, left: list[Seen], words: Words, *, asked_for: bool
) -> tuple[str, str]:
    """Return the headline and what it means; a single cause is its own headline."""
    if len(left) == 1:
        parts = (told(words, left[0].code, p, left[0].facts) for p in ("title", "text"))
        return next(parts), next(parts)
    if left:
        return words.phrase("ui-problems", count=len(left)), ""
    count = len(case.causes)
    if case.result == "healthy":
        count = sum(1 for seen in case.after if seen.state != "absent")
    lead = f"ui-{case.result}-lead"
    if case.result == "healthy" and asked_for:
        lead = "ui-healthy-told"
    key = f"ui-{case.result}"
    return words.phrase(key, count=count), words.phrase(lead, count=count)


def _cards(
    state: State, case: Case, left: list[Seen], words: Words, support: str
) -> Iterator[Card | None]:
    yield _handed(state, words)
    if _asked_for(state) and not left:
        yield _it(state, words, support)
    yield from (_cause(cause, case, words, alone=len(left) == 1) for cause in left)
    yield _solved(case, words)
    yield _unsure(case, words)
    yield _recovered(case, words)
    yield _done(case, words)
    if case.result == "healthy":
        yield Card(lines=tuple(families(case, words)))
    if left:
        yield _it(state, words, support)


def _cause(cause: Seen, case: Case, words: Words, *, alone: bool) -> Card:
    """Say what is wrong and what to do; the headline has said a single cause."""
    title, text, advice = (
        told(words, cause.code, part, cause.facts)
        for part in ("title", "text", "advice")
    )
    folds = tuple(echoes(cause, case, words))
    outage = (words.phrase("outage"),) if cause.outage else ()
    if alone:
        return Card(words.phrase("ui-advice"), texts=(*outage, advice), folds=folds)
    return Card(title, _weight(cause), (text, *outage, advice), folds=folds)


def _weight(cause: Seen) -> Tone:
    return Tone.TROUBLE if cause.severity == Severity.BLOCKING else Tone.ASK


def _solved(case: Case, words: Words) -> Card | None:
    solved = [cause for cause in case.causes if cause.code not in case.left]
    if not solved:
        return None
    folds = [fold for cause in solved for fold in echoes(cause, case, words)]
    lines = tuple(
        Line(
            told(words, cause.code, "title", cause.facts),
            Tone.WELL,
            detail=told(words, cause.code, "text", cause.facts),
            strong=True,
        )
        for cause in solved
    )
    many = "ui-cause" if len(solved) == 1 else "ui-causes"
    title = words.phrase("ui-solved" if case.left else many)
    return Card(title, lines=lines, folds=tuple(folds))


def _unsure(case: Case, words: Words) -> Card | None:
    """Name what could not be found out, where nothing weighs more."""
    if case.result != "unsure":
        return None
    return Card(lines=tuple(unknown(case, words)))


def _recovered(case: Case, words: Words) -> Card | None:
    """Say what became of an earlier run that was cut short."""
    lines = tuple(
        Line(words.recovered(one.fix, one.result.value), OF_STEP[one.result])
        for one in case.recovered
    )
    return Card(words.phrase("recovered-title"), lines=lines) if lines else None


def _done(case: Case, words: Words) -> Card | None:
    lines = tuple(step_line(step, words) for step in case.told)
    return Card(words.phrase("ui-done"), lines=lines) if lines else None


def _folds(case: Case, words: Words) -> tuple[Fold, ...]:
    if case.result == "healthy":
        return ()
    asked = sum(1 for seen in case.after if seen.state != "absent")
    shown = case.result == "unsure"  # in a card of its own
    open_ends = () if shown else tuple(unknown(case, words))
    lines = (*families(case, words), *open_ends)
    return (Fold(words.phrase("ui-looked", count=asked), lines),)


def reaching_it(words: Words, support: str) -> Card:
    """Return how to reach IT, in IT's own words where the policy has them."""
    how = support or words.phrase("ui-it-how")
    return Card(words.phrase("ui-it"), texts=(how,))


def _gone(state: State) -> bool:
    """Tell whether the report was handed over, or may have been."""
    post = state.post
    return bool(post.handed or post.hitch) or post.doing is Doing.SENDING


def _handed(state: State, words: Words) -> Card | None:
    """Say how the report gets to IT, where that was asked for."""
    post, title = state.post, words.phrase("ui-handed")
    if post.doing is Doing.SENDING:
        return Card(title, lines=(Line(words.phrase("ui-sending"), Tone.BUSY),))
    if post.handed:
        tone = Tone.WELL if post.handed.sent else Tone.QUIET
        first, *more = post.handed.said
        lines = (Line(first, tone), *(Line(one, Tone.QUIET) for one in more))
        return Card(title, lines=lines)
    line = hitch(post, words)
    return Card(title, lines=(line,)) if line else None


def _it(state: State, words: Words, support: str) -> Card:
    card = reaching_it(words, support)
    if state.report:
        key = "ui-report-kept" if _gone(state) else "ui-report"
        texts = (*card.texts, words.phrase(key))
        button = Button(Action.OPEN_REPORT, words.phrase("ui-open-report"))
        return Card(card.title, texts=texts, path=state.report, button=button)
    if state.reporting:
        return Card(card.title, texts=(*card.texts, words.phrase("ui-reporting")))
    if state.unwritten:
        line = Line(words.phrase("ui-unwritten"), Tone.ASK)
        return Card(card.title, texts=card.texts, lines=(line,))
    return card


def _buttons(state: State, case: Case, words: Words) -> dict[str, Any]:
    """Offer one next step: what IT can be sent, looking again, else being done."""
    back = Button(Action.BACK, words.phrase("ui-back"))
    again = Button(Action.FIX, words.phrase("ui-again"))
    broken = Button(Action.STILL_BROKEN, words.phrase("ui-still-broken"))
    buttons: dict[str, Any]
    if offers(state, Action.PREVIEW):
        preview = Button(Action.PREVIEW, words.phrase("ui-preview"))
        buttons = {"first": preview, "second": again, "way_out": back}
        buttons["enter"] = preview.action
    elif case.result in {"problems", "unsure"}:
        buttons = {"first": again, "way_out": back, "enter": again.action}
    else:
        buttons = {"first": back, "second": again, "enter": back.action}
    if not (state.report or state.reporting):
        buttons["aside"] = broken
    return buttons
