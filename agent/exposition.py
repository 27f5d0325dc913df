"""A run for those who watch many PCs: fields of the journal, and a Prometheus file.

Codes and numbers only; the names are promised in docs/for-it.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from agent import VERSION
from agent.case import Case
from agent.typed import Final

RUN_ENDED: Final = "c7a9b1f04d6e4b0e9a53f2d18e6b7c21"
RULES_REFUSED: Final = "5d0e8f3a72c14a6f8b9c1e47d2a05b36"
"""MESSAGE_ID of the two entries: made by chance once, and never changed."""
NOTICE, WARNING, INFO = "5", "4", "6"
"""PRIORITY as syslog(3) counts it."""
PRIORITIES: Final = {"problems": WARNING, "repaired": NOTICE}
OUTCOMES: Final = ("healthy", "repaired", "problems", "unsure")
STATES: Final = ("healthy", "found", "unsure", "absent")
Field = tuple[str, str]


def entry(case: Case, policy: str, warnings: Sequence[str] = ()) -> Iterator[Field]:
    """Yield the fields of a run that ended; a cause or step has a field of its own.

    ``warnings``: what went wrong with the run itself, as with its history.
    """
    codes = ", ".join(case.left) or "nothing"
    yield "MESSAGE", f"Blusser: {case.result}; left: {codes}"
    priority = WARNING if warnings else PRIORITIES.get(case.result, INFO)
    yield from _head(RUN_ENDED, priority, policy)
    yield "BLUSSER_CASE", case.id
    yield "BLUSSER_OUTCOME", case.result
    yield "BLUSSER_TRIGGER", case.trigger
    yield "BLUSSER_SECONDS", f"{case.seconds:.3f}"
    for cause in case.causes:
        left = "left" if cause.code in case.left else "cured"
        yield "BLUSSER_CODE", cause.code
        yield "BLUSSER_CAUSE", f"{cause.code} {cause.check} {cause.severity} {left}"
    for step in case.steps:
        yield "BLUSSER_FIX", f"{step.fix} {step.code} {step.result.value}"
    for warning in warnings:
        yield "BLUSSER_WARNING", warning


def refusal(warning: str, policy: str) -> Iterator[Field]:
    """Yield the fields of rules that were refused."""
    yield "MESSAGE", f"Blusser: {warning}"
    yield from _head(RULES_REFUSED, WARNING, policy)
    yield "BLUSSER_WARNING", warning


def _head(message: str, priority: str, policy: str) -> Iterator[Field]:
    yield "MESSAGE_ID", message
    yield "PRIORITY", priority
    yield "SYSLOG_IDENTIFIER", "blusser"
    yield "BLUSSER_VERSION", VERSION
    yield "BLUSSER_POLICY", policy


def exposition(case: Case, warnings: Sequence[str], now: float) -> str:
    """Return the file for node_exporter's text collector (Prometheus text format)."""
    states = Counter(seen.state for seen in case.after)
    fixes = Counter((step.fix, step.result.value) for step in case.steps)
    rows: dict[tuple[str, str], Iterable[tuple[dict[str, str], float]]] = {
        ("info", "Which Blusser this is."): [({"version": VERSION}, 1)],
        ("run_timestamp_seconds", "When the last run ended."): [({}, round(now))],
        ("run_duration_seconds", "How long it took."): [({}, case.seconds)],
        ("outcome", "How it ended: 1 for that one."): [
            ({"outcome": one}, float(one == case.result)) for one in OUTCOMES
        ],
        ("checks", "Questions by what came of them."): [
            ({"state": one}, states[one]) for one in STATES
        ],
        ("problem", "Causes that are left."): [
            ({"code": c.code, "severity": c.severity}, 1)
            for c in case.causes
            if c.code in case.left
        ],
        ("fixes", "Repairs by what came of them."): [
            ({"fix": fix, "result": result}, count)
            for (fix, result), count in fixes.items()
        ],
        ("policy_refused", "Whether rules of IT were refused."): [
            ({}, float(bool(warnings)))
        ],
    }
    return "".join(
        line
        for (name, help_), samples in rows.items()
        for line in _metric(f"blusser_{name}", help_, samples)
    )


def _metric(
    name: str, help_: str, samples: Iterable[tuple[dict[str, str], float]]
) -> Iterator[str]:
    yield f"# HELP {name} {help_}\n# TYPE {name} gauge\n"
    for labels, value in samples:
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"{name}{{{told}}} {value:.15g}\n" if told else f"{name} {value:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
