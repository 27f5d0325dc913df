"""What IT reads first: a subject with the cause in it, and a text of one screen."""

from __future__ import annotations

from collections.abc import Iterator

from agent.bundle.evidence import Evidence
from agent.bundle.omitted import LEFT_OUT
from agent.case import Case, Seen
from agent.desk.model import SUBJECT
from agent.symptoms import rank
from agent.value import Value
from agent.words import Words

FILLING = (KeyError, IndexError, ValueError, TypeError, AttributeError)
"""What a sentence raises where facts were withheld, or a code is new."""


class About(Value):
    """What IT must know beside the case, and what the report does not hold.

    ``account``: only where the policy files tickets for the employee. ``note``: what
    the employee adds, redacted. ``report`` and ``digest``: the file that goes along.
    """

    computer: str = ""
    account: str = ""
    note: str = ""
    report: str = ""
    digest: str = ""
    sealed: bool = False


def subject(evidence: Evidence, words: Words, about: About) -> str:
    """Return computer and first cause, cut to what every desk takes."""
    causes = left(evidence.case)
    title = _said(causes[0], "title", words) if causes else evidence.case.result
    more = f" (+{len(causes) - 1})" if len(causes) > 1 else ""
    whole = ": ".join(filter(None, (about.computer, title)))
    room = SUBJECT - len(more)
    return (whole if len(whole) <= room else f"{whole[: room - 1]}…") + more


def text(evidence: Evidence, words: Words, about: About) -> str:
    """Return the ticket's text: causes, what was tried, who, and which report."""
    case = evidence.case
    parts = [
        *(list(_cause(cause, words)) for cause in left(case)),
        list(_tried(case, words)),
        [words.phrase("desk-note"), about.note] if about.note else [],
        list(_omitted(evidence, words)),
        list(_about(case, words, about)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def left(case: Case) -> list[Seen]:
    """Return the causes that are still there, as the symptom ranks them."""
    still = [one for one in case.causes if one.code in case.left]
    return sorted(still, key=lambda cause: rank(case.symptom, cause))


def _cause(cause: Seen, words: Words) -> Iterator[str]:
    yield _said(cause, "title", words)
    yield _said(cause, "text", words)
    if cause.outage:
        yield words.phrase("outage")


def _tried(case: Case, words: Words) -> Iterator[str]:
    if not case.steps:
        yield words.phrase("desk-untried")
        return
    yield words.phrase("desk-tried")
    for step in case.steps:
        try:
            what = words.fix(step.fix, "doing")
        except KeyError:
            what = step.fix
        result = words.phrase(f"report-step-{step.result.value}")
        line = words.phrase("desk-step", what=what, result=result)
        why = words.reason(step.why) if step.why else ""
        line = f"{line} ({why})" if why else line
        yield " ".join(filter(None, (line, words.freed(step.freed))))


def _omitted(evidence: Evidence, words: Words) -> Iterator[str]:
    gone = [one.what for one in evidence.withheld if one.reason == LEFT_OUT]
    if gone:
        yield words.phrase("desk-omitted", items=", ".join(map(words.item, gone)))


def _about(case: Case, words: Words, about: About) -> Iterator[str]:
    if about.computer:
        yield words.phrase("desk-computer", name=about.computer)
    if about.account:
        yield words.phrase("desk-account", name=about.account)
    if case.trigger == "schedule":
        yield words.phrase("desk-nobody")
    if about.report:
        yield words.phrase("desk-report", name=about.report, digest=about.digest)
    if about.sealed:
        yield words.phrase("desk-sealed")
    yield words.phrase("desk-case", case=case.id, version=case.version)


def _said(cause: Seen, part: str, words: Words) -> str:
    """Return a sentence of a cause; its code where that cannot be filled in."""
    try:
        return words.problem(cause.code, part, cause.facts)
    except FILLING:
        return cause.code
