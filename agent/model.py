"""The words everything else is written in: values only, nothing touches the machine."""

from __future__ import annotations

from enum import StrEnum

from agent.codec import to_json
from agent.typed import Any
from agent.value import Value


class Severity(StrEnum):
    """How much of the user's day a problem takes away."""

    BLOCKING = "blocking"
    ANNOYING = "annoying"
    ADVICE = "advice"


class Account(StrEnum):
    """Whose rights a question or a repair needs."""

    USER = "user"
    SYSTEM = "system"


class Problem(Value):
    """A kind of thing that can be wrong, and the facts that describe one case.

    ``outage_of``: for a fault of the infrastructure, which many machines would see,
    the facts that name what is down; empty for a fault of this machine.
    ``repaired_by``: ids of fixes that do not know this problem themselves.
    """

    code: str
    severity: Severity
    facts: tuple[str, ...] = ()
    outage_of: tuple[str, ...] = ()
    repaired_by: tuple[str, ...] = ()

    def __call__(self, **facts: Any) -> Finding:
        """State this problem about the machine at hand; facts are JSON-able."""
        if set(facts) != set(self.facts):
            msg = f"{self.code} is described by {self.facts}, not {tuple(facts)}"
            raise TypeError(msg)
        return Finding(self, facts)


class Finding(Value):
    """One problem, observed on this machine, now."""

    problem: Problem
    facts: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """Name an outage the same on every machine; empty for a fault of this one.

        The order in which a machine lists servers does not count.
        """
        if not self.problem.outage_of:
            return ""
        from hashlib import sha256

        told = [(name, self.facts[name]) for name in sorted(self.problem.outage_of)]
        what = [
            [name, sorted(map(str, one)) if isinstance(one, list | tuple) else str(one)]
            for name, one in told
        ]
        digest = sha256(to_json([self.problem.code, what]).encode()).hexdigest()
        return f"{self.problem.code}-{digest[:16]}"


class Healthy(Value):
    """The check asked its question and the answer was good."""


class Found(Value):
    """The check asked its question and the answer was a finding."""

    finding: Finding


class Unsure(Value):
    """The question could not be answered; says nothing about the machine."""

    why: str


class Absent(Value):
    """This machine has no such part, so the question makes no sense here."""

    why: str


Outcome = Healthy | Found | Unsure | Absent
