"""What a bundle holds: declared fields only, then redacted, then within its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from agent import VERSION
from agent.bundle import sizes
from agent.bundle.fit import (
    drop_giant,
    drop_giants,
    fit_askings,
    fit_case,
    without,
)
from agent.bundle.gate import Lists, holes, our_own
from agent.bundle.omitted import MACHINE, WHY, leave_out, owners
from agent.bundle.redact import Redactor, RuleFailedError
from agent.case import Case, Seen, Taken
from agent.host.transcript import WITHHELD, Asking
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

    ``reason`` is one of not-allowed, too-large, no-room, rule-failed, left-out.
    """

    reason: str
    what: str
    count: int = 1


class Evidence(Value):
    """All that a bundle says, and what was kept out of it.

    ``removed`` counts what redaction replaced, by rule. ``device``: the public key that
    signed it, in hexadecimal digits; only what was read back has one.
    """

    case: Case
    askings: tuple[Asking, ...]
    machine: Machine = Machine()
    withheld: tuple[Withheld, ...] = ()
    removed: dict[str, int] = {}  # noqa: RUF012 - a default that nobody can change
    device: str = ""


def gather(  # noqa: PLR0913, PLR0917 - all that a bundle is made of
    case: Case,
    askings: Sequence[Asking],
    machine: Mapping[str, Any],
    redactor: Redactor,
    lists: Lists | None = None,
    chosen: Collection[str] = (),
) -> Evidence:
    """Return what may leave the machine, small enough for a bundle.

    What was found with an answer that stays, stays as well: the facts and reasons of
    whoever asked for it. ``chosen``: the items to leave out (``omitted``).
    """
    kept_out: Counter[tuple[str, str]] = Counter()
    lists = lists or our_own()
    wanted = leave_out(askings, case, chosen, kept_out)
    allowed = [_allowed(one, lists, kept_out) for one in wanted]
    hidden = {one.who: one.ended for one in allowed if one.how == WITHHELD}
    hidden |= dict.fromkeys(owners(case, chosen), f"withheld: {WHY}")
    ours = frozenset(name for fields in lists.fields.values() for name in fields)
    clean = _Cleaner(redactor, kept_out, hidden, ours)
    cleaned = [clean.asking(drop_giant(one, kept_out)) for one in allowed]
    safe = clean.case(drop_giants(case, kept_out))
    fitted = fit_askings(cleaned, safe, kept_out)
    small = fit_case(safe, kept_out)
    about = clean.machine({} if MACHINE in chosen else machine)
    notes = [
        Withheld(reason, what[: sizes.NAME], count)
        for (reason, what), count in sorted(kept_out.items())
    ]
    return Evidence(small, fitted, about, _summed(notes), dict(redactor.removed))


def _summed(notes: list[Withheld]) -> tuple[Withheld, ...]:
    """Return the notes there is room for, and how many things the others stand for."""
    kept: list[Withheld] = []
    room, rest = sizes.NOTES, 0
    for note in notes:
        room -= sizes.size(note) + sizes.NOTE_FRAME
        if room < 0:
            rest += note.count
        else:
            kept.append(note)
    more = [Withheld("no-room", "other notes", rest)] if rest else []
    return (*kept, *more)


def _allowed(asking: Asking, lists: Lists, kept_out: Counter[Any]) -> Asking:
    """Return an asking as it may be seen; one with a hole is withheld whole."""
    found = holes(asking, lists)
    kept_out.update(("not-allowed", hole) for hole in found)
    return without(asking, f"{found[0]} may not be seen") if found else asking


class _Cleaner:
    """Redacts value by value; what a rule fails on is dropped whole, and noted."""

    def __init__(
        self,
        redactor: Redactor,
        kept_out: Counter[Any],
        hidden: Mapping[str, str],
        ours: frozenset[str],
    ) -> None:
        """``hidden``: by check or fix, why nothing it was told may be seen."""
        self._redactor, self._kept_out = redactor, kept_out
        self._hidden, self._ours = hidden, ours

    def asking(self, asking: Asking) -> Asking:
        try:
            lines = [
                replace(
                    line,
                    args=self._redactor.clean(line.args, self._ours),
                    answer=self._redactor.clean(line.answer, self._ours),
                    error=self._redactor.text(line.error),
                )
                for line in asking.lines
            ]
            rules = {
                section: self._redactor.clean(rules, rules)
                for section, rules in asking.rules.items()
            }
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
            "recovered": self._taken,
        }
        rows = {
            name: tuple(clean(one) for one in getattr(case, name))
            for name, clean in each.items()
        }
        words = ("id", "started", "trigger", "symptom", "version", "result")
        return replace(case, **rows, **{n: self._word(case, n) for n in words})

    def _word(self, case: Case, name: str) -> str:
        """Return a word about the case; of these only the symptom can be anybody's."""
        word = str(_short(getattr(case, name)))
        try:
            return self._redactor.text(word) if name == "symptom" else word
        except RuleFailedError as failure:
            self._failed(failure, f"case.{name}")
            return ""

    def _seen(self, seen: Seen) -> Seen:
        if seen.check in self._hidden and (seen.facts or seen.why):
            return replace(seen, facts={}, why=self._hidden[seen.check])
        ours = {*seen.facts, *self._ours}
        try:
            facts, why = (
                self._redactor.clean(seen.facts, ours),
                self._redactor.text(seen.why),
            )
        except RuleFailedError as failure:
            return replace(seen, facts={}, why=self._failed(failure, seen.check))
        return replace(seen, facts=facts, why=why)

    def _taken(self, taken: Taken) -> Taken:
        if taken.fix in self._hidden and taken.why:
            return replace(taken, why=self._hidden[taken.fix])
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
    """Return a value, or nothing where it is a text that takes too many bytes."""
    return "" if isinstance(value, str) and sizes.size(value) > sizes.TEXT else value


def _typed(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the facts, whole numbers of seconds as the numbers they are."""
    for name, value in facts.items():
        yield name, float(value) if type(value) is int else value
