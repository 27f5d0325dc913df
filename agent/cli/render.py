"""A case as lines for a terminal: cause first, echoes folded under it."""

from __future__ import annotations

from collections.abc import Iterator

from agent.case import Case, Seen, Taken
from agent.cli.report import Escalation, by_rank
from agent.events import Result
from agent.value import Value
from agent.words import Words

MARKS = {"well": "✓", "trouble": "✗", "ask": "!", "unsure": "?", "quiet": "·"}
MARK_OF = {"found": "trouble", "unsure": "unsure", "healthy": "well"}
OF_RESULT = {
    Result.CURED: "well",
    Result.NO_EFFECT: "ask",
    Result.UNDONE: "ask",
    Result.FAILED: "trouble",
    Result.REFUSED: "ask",
    Result.SKIPPED: "quiet",
}


class Line(Value):
    """One line: a mark with its tone, a text, and how far it is indented."""

    text: str = ""
    mark: str = ""
    style: str = ""
    indent: int = 0


def lines(
    case: Case, words: Words, handed: Escalation, *, can_repair: bool = False
) -> Iterator[Line]:
    """Yield what a person should read, in the order of what matters to them.

    ``can_repair``: ``blusser fix`` might cure a cause that is left.
    """
    yield Line(words.phrase(_headline(case)), _tone(case), "bold")
    for cause in by_rank(case):
        yield Line()
        yield from _cause(cause, case, words)
    yield from _titled("recovered-title", recovered(case, words), words)
    yield from _titled("cli-done", _steps(case, words), words)
    yield from _titled("cli-unsure-title", _unsure(case, words), words)
    if can_repair:
        yield Line()
        yield Line(words.phrase("cli-can-repair"), "ask")
    yield Line()
    if not case.left:
        yield from _families(case, words)
    yield from _foot(case, words, handed)


def _headline(case: Case) -> str:
    if case.result == "problems":
        return "cli-needs-it" if case.steps else "cli-problems"
    return f"cli-{case.result}"


def _tone(case: Case) -> str:
    tones = {"healthy": "well", "repaired": "well", "unsure": "unsure"}
    return tones.get(case.result, "trouble")


def _cause(cause: Seen, case: Case, words: Words) -> Iterator[Line]:
    left = cause.code in case.left
    title = words.problem(cause.code, "title", cause.facts)
    yield Line(title, "trouble" if left else "well", "bold")
    yield Line(words.problem(cause.code, "text", cause.facts), indent=2)
    if left and cause.outage:
        yield Line(words.phrase("outage"), indent=2)
    if left:
        advice = words.problem(cause.code, "advice", cause.facts)
        yield Line(advice, style="advice", indent=2)
    if titles := list(_echoes(cause, case, words)):
        told = words.phrase("cli-between").join(titles)
        phrase = words.phrase("cli-echoes", titles=told)
        yield Line(phrase, style="quiet", indent=2)


def _echoes(cause: Seen, case: Case, words: Words) -> Iterator[str]:
    """Yield the titles of what follows from a cause, told with the facts seen then."""
    for echo in case.echoes:
        told = (s.facts for s in (*case.before, *case.after) if s.code == echo.code)
        if cause.code in echo.because and (facts := next(told, None)) is not None:
            yield words.problem(echo.code, "title", facts)


def recovered(case: Case, words: Words) -> Iterator[Line]:
    """Yield what became of an earlier run that was cut short."""
    for one in case.recovered:
        text = words.recovered(one.fix, one.result.value)
        yield Line(text, OF_RESULT[one.result], indent=2)


def _steps(case: Case, words: Words) -> Iterator[Line]:
    for step in case.told:
        told = (_step(step, words), words.freed(step.freed))
        yield Line(" ".join(filter(None, told)), OF_RESULT[step.result], indent=2)


def _step(step: Taken, words: Words) -> str:
    if step.result is Result.CURED:
        took = words.took(step.seconds)
        return words.phrase(
            "cli-step-cured", done=words.fix(step.fix, "done"), took=took
        )
    name = words.fix(step.fix, "doing")
    return words.phrase(
        f"cli-step-{step.result.value}", doing=name, why=words.reason(step.why)
    )


def _unsure(case: Case, words: Words) -> Iterator[Line]:
    for seen in case.after:
        if seen.state == "unsure":
            yield Line(words.question(seen.check), "unsure", indent=2)
            yield Line(words.reason(seen.why), style="quiet", indent=4)


def _titled(key: str, entries: Iterator[Line], words: Words) -> Iterator[Line]:
    if first := next(entries, None):
        yield Line()
        yield Line(words.phrase(key), style="bold")
        yield first
        yield from entries


def _families(case: Case, words: Words) -> Iterator[Line]:
    """Say what was asked in each family: silence is not health."""
    for family in dict.fromkeys(seen.check.partition(".")[0] for seen in case.after):
        states = [s.state for s in case.after if s.check.startswith(f"{family}.")]
        absent = states.count("absent")
        tone = next((MARK_OF[one] for one in MARK_OF if one in states), "quiet")
        name = words.family(family)
        text = words.phrase("cli-family", family=name, count=len(states) - absent)
        if absent:
            text += words.phrase("cli-not-here", count=absent)
        yield Line(text, tone, indent=2)
    yield Line()


def _foot(case: Case, words: Words, handed: Escalation) -> Iterator[Line]:
    asked = sum(1 for seen in case.after if seen.state != "absent")
    took = words.took(case.seconds)
    text = words.phrase("cli-asked", count=asked, took=took)
    yield Line(text, style="quiet")
    if handed.bundle:
        yield Line(words.phrase("cli-bundle", path=handed.bundle), style="quiet")
    if handed.phrase:
        mark = "well" if handed.state == "sent" else "ask"
        yield Line(words.phrase(handed.phrase, number=handed.ticket), mark)
    else:
        yield Line(words.phrase("nothing-leaves"), style="quiet")
