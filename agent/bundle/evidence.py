"""What a bundle holds: declared fields only, then redacted, then within its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from agent import VERSION
from agent.bundle import sizes
from agent.bundle.allowed import ALLOWED, RULES
from agent.bundle.fit import fit_askings, fit_case, without
from agent.bundle.redact import Redactor, RuleFailedError
from agent.case import Case, Seen, Taken
from agent.host.transcript import Asking
from agent.value import Value, fields_of, replace


class Machine(Value):
    """The machine at a glance; ``uptime`` is in seconds."""

    os: str = ""
    kernel: str = ""
    machine: str = ""
    python: str = ""
    blusser: str = VERSION
    uptime: float = 0.0


class Withheld(Value):
    """What is not in the bundle: why, what, and how often.

    ``reason`` is one of not-allowed, too-large, no-room, rule-failed.
    """

    reason: str
    what: str
    count: int = 1


class Evidence(Value):
    """All that a bundle says, and what was kept out of it.

    ``removed`` counts what redaction replaced, by rule.
    """

    case: Case
    askings: tuple[Asking, ...]
    machine: Machine = Machine()
    withheld: tuple[Withheld, ...] = ()
    removed: dict[str, int] = {}  # noqa: RUF012 - a default that nobody can change


Tables = tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]
OUR_OWN: Final[Tables] = (ALLOWED, RULES)


def gather(
    case: Case,
    askings: Sequence[Asking],
    machine: Mapping[str, Any],
    redactor: Redactor,
    tables: Tables = OUR_OWN,
) -> Evidence:
    """Return what may leave the machine, small enough for a bundle."""
    kept_out: Counter[tuple[str, str]] = Counter()
    clean = _Cleaner(redactor, kept_out)
    allowed = [_allowed(asking, tables, kept_out) for asking in askings]
    cleaned = [clean.asking(asking) for asking in allowed]
    safe = clean.case(case)
    fitted = fit_askings(cleaned, safe, kept_out)
    small = fit_case(safe, kept_out)
    about = clean.machine(machine)
    notes = [Withheld(*key, count) for key, count in sorted(kept_out.items())]
    return Evidence(small, fitted, about, _summed(notes), dict(redactor.removed))


def _summed(notes: list[Withheld]) -> tuple[Withheld, ...]:
    rest = sum(note.count for note in notes[sizes.NOTES :])
    more = [Withheld("no-room", "other notes", rest)] if rest else []
    return (*notes[: sizes.NOTES], *more)


def _allowed(asking: Asking, tables: Tables, kept_out: Counter[Any]) -> Asking:
    """Return an asking as it may be seen; one with a hole is withheld whole."""
    questions, fields = tables
    holes = [
        f"{line.port}.{line.question}"
        for line in asking.lines
        if line.question and line.question not in questions.get(line.port, ())
    ]
    holes += [
        f"{section}.{name}"
        for section, rules in asking.rules.items()
        for name in rules
        if name not in fields.get(section, ())
    ]
    kept_out.update(("not-allowed", hole) for hole in holes)
    return without(asking, f"{holes[0]} may not be seen") if holes else asking


class _Cleaner:
    """Redacts value by value; what a rule fails on is dropped whole, and noted."""

    def __init__(self, redactor: Redactor, kept_out: Counter[Any]) -> None:
        self._redactor, self._kept_out = redactor, kept_out

    def asking(self, asking: Asking) -> Asking:
        try:
            lines = [
                replace(
                    line,
                    args=self._redactor.clean(line.args),
                    answer=self._redactor.clean(line.answer),
                    error=self._redactor.text(line.error),
                )
                for line in asking.lines
            ]
            rules = {k: self._redactor.clean(v) for k, v in asking.rules.items()}
            ended = self._redactor.text(asking.ended)
        except RuleFailedError as failure:
            return without(asking, self._failed(failure, asking.who))
        return replace(asking, lines=lines, rules=rules, ended=ended)

    def case(self, case: Case) -> Case:
        each: dict[str, Callable[[Any], Any]] = {
            "before": self._seen,
            "after": self._seen,
            "causes": self._seen,
            "doubted": self._seen,
            "steps": self._taken,
        }
        rows = {
            name: tuple(clean(one) for one in getattr(case, name))
            for name, clean in each.items()
        }
        words = ("id", "started", "trigger", "symptom", "version")
        return replace(case, **rows, **{n: _short(getattr(case, n)) for n in words})

    def _seen(self, seen: Seen) -> Seen:
        try:
            facts, why = self._redactor.clean(seen.facts), self._redactor.text(seen.why)
        except RuleFailedError as failure:
            return replace(seen, facts={}, why=self._failed(failure, seen.check))
        return replace(seen, facts=facts, why=why)

    def _taken(self, taken: Taken) -> Taken:
        try:
            return replace(taken, why=self._redactor.text(taken.why))
        except RuleFailedError as failure:
            return replace(taken, why=self._failed(failure, taken.fix))

    def machine(self, facts: Mapping[str, Any]) -> Machine:
        """Return the declared facts that are of their type, and drop the rest."""
        known = fields_of(Machine())
        chosen: dict[str, Any] = {}
        for name, value in _typed(facts):
            if name not in known or type(value) is not type(known[name]):
                self._kept_out["not-allowed", f"machine.{name}"[:60]] += 1
                continue
            try:
                chosen[name] = _short(self._redactor.clean(value))
            except RuleFailedError as failure:
                self._failed(failure, f"machine.{name}")
        return Machine(**chosen)

    def _failed(self, failure: RuleFailedError, what: str) -> str:
        self._kept_out["rule-failed", what] += 1
        return f"a rule of redaction failed: {failure}"


def _short(value: Any) -> Any:
    return value if not isinstance(value, str) or len(value) <= sizes.TEXT else ""


def _typed(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the facts, whole numbers of seconds as the numbers they are."""
    for name, value in facts.items():
        yield name, float(value) if type(value) is int else value
