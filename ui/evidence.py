"""Tells the evidence of a case as lines: consequences, repairs, what was asked."""

from __future__ import annotations

from collections.abc import Iterator

from agent.case import Case, Seen, Taken
from agent.events import Result
from agent.typed import Any
from agent.words import Words
from agent.words.reasons import REASONS
from ui.page import Fold, Line, Tone

OF_STEP = {
    Result.CURED: Tone.WELL,
    Result.NO_EFFECT: Tone.ASK,
    Result.UNDONE: Tone.ASK,
    Result.FAILED: Tone.TROUBLE,
    Result.REFUSED: Tone.QUIET,
    Result.SKIPPED: Tone.QUIET,
}
GIVES_REASON = (Result.REFUSED, Result.SKIPPED)
OF_SEEN = {
    "found": Tone.TROUBLE,
    "unsure": Tone.UNSURE,
    "healthy": Tone.WELL,
    "absent": Tone.QUIET,
}


def told(words: Words, code: str, part: str, facts: dict[str, Any]) -> str:
    """Return a sentence about a problem; its code, where another version wrote it."""
    try:
        return words.problem(code, part, facts)
    except KeyError:
        return code if part == "title" else ""


def echoes(cause: Seen, case: Case, words: Words) -> Iterator[Fold]:
    """Fold what a cause explains; the facts are those of when it was found."""
    facts = {(s.check, s.code): s.facts for s in (*case.before, *case.after)}
    lines = tuple(
        Line(told(words, e.code, "title", facts.get((e.check, e.code), {})), Tone.QUIET)
        for e in case.echoes
        if cause.code in e.because
    )
    if lines:
        yield Fold(words.phrase("ui-echoes", count=len(lines)), lines)


def unknown(case: Case, words: Words) -> Iterator[Line]:
    """Say what could not be found out."""
    for seen in case.after:
        if seen.state == "unsure":
            question = _question(words, seen.check)
            text = words.phrase("ui-not-known", question=question)
            yield Line(text, Tone.UNSURE)


def _question(words: Words, check: str) -> str:
    try:
        return words.question(check)
    except (KeyError, OSError):
        return check


def step_line(step: Taken, words: Words) -> Line:
    """Say what became of a repair."""
    cured = step.result is Result.CURED
    key = f"ui-{'took' if cured else step.result.value}"
    if step.result in GIVES_REASON and not _known(step.why):
        key = "ui-not-possible"
    took, why = words.took(step.seconds), words.reason(step.why)
    told = (words.freed(step.freed), words.phrase(key, took=took, why=why))
    detail = " ".join(filter(None, told))
    try:
        text = words.fix(step.fix, "done" if cured else "doing")
    except KeyError:
        text = step.fix
    return Line(text, OF_STEP[step.result], detail=detail)


def _known(why: str) -> bool:
    """Tell whether a reason has words; others are for IT, who has the report."""
    return not why or any(why.startswith(known) for known in REASONS)


def families(case: Case, words: Words) -> Iterator[Line]:
    """Say what was asked in each family: silence is not health."""
    doubted = {seen.check for seen in case.doubted}  # it works after all
    for family in dict.fromkeys(seen.check.partition(".")[0] for seen in case.after):
        states = [
            "healthy" if seen.check in doubted else seen.state
            for seen in case.after
            if seen.check.startswith(f"{family}.")
        ]
        tone = next(OF_SEEN[one] for one in OF_SEEN if one in states)
        asked = len(states) - states.count("absent")
        aside = words.phrase("ui-asked" if asked else "ui-not-here", count=asked)
        yield Line(words.family(family), tone, family, aside=aside, strong=True)
