"""A case as the one JSON object of the contract (docs/schema/report-1.json)."""

from __future__ import annotations

from collections.abc import Sequence

from agent import VERSION
from agent.case import Case, Seen, Taken
from agent.codec import plain
from agent.symptoms import rank
from agent.typed import Any
from agent.value import Value
from agent.words import Words

SCHEMA = 1


class Escalation(Value):
    """What was handed to IT: ``state`` is none, offered, queued or sent.

    ``phrase``: which one tells how it stands.
    """

    state: str = "none"
    desk: str = ""
    ticket: str = ""
    bundle: str = ""
    phrase: str = ""


def as_json(
    case: Case, words: Words, handed: Escalation, warnings: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the report; field names are stable within schema 1."""
    after = case.after
    return {
        "schema": SCHEMA,
        "tool": "blusser",
        "version": VERSION,
        "case": case.id,
        "outcome": case.result,
        "symptom": case.symptom,
        "causes": [_cause(cause, case, words) for cause in by_rank(case)],
        "echoes": [plain(echo) for echo in case.echoes],
        "doubted": [{"code": s.code, "check": s.check} for s in case.doubted],
        "unsure": [
            {"check": s.check, "why": s.why} for s in after if s.state == "unsure"
        ],
        "absent": [s.check for s in after if s.state == "absent"],
        "steps": [_step(step) for step in case.steps],
        "recovered": [_step(step) for step in case.recovered],
        "escalation": _escalation(handed),
        "seconds": case.seconds,
        "warnings": list(warnings),
    }


def _escalation(handed: Escalation) -> dict[str, Any]:
    return {
        "state": handed.state,
        "desk": handed.desk,
        "ticket": handed.ticket,
        "bundle": handed.bundle,
    }


def _step(step: Taken) -> dict[str, Any]:
    return {
        "fix": step.fix,
        "for": step.code,
        "result": step.result.value,
        "why": step.why,
        "seconds": step.seconds,
        "freed": plain(step.freed),
    }


def by_rank(case: Case) -> list[Seen]:
    """Return the causes: mere advice last, those the symptom points at first."""
    return sorted(case.causes, key=lambda cause: rank(case.symptom, cause))


def _cause(cause: Seen, case: Case, words: Words) -> dict[str, Any]:
    return {
        "code": cause.code,
        "check": cause.check,
        "severity": cause.severity,
        "facts": cause.facts,
        "text": words.problem(cause.code, "text", cause.facts),
        "state": "left" if cause.code in case.left else "cured",
        "scope": "infrastructure" if cause.outage else "pc",
        "fingerprint": cause.outage,
    }
