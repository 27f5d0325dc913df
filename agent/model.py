"""The words everything else is written in: values only, nothing touches the machine."""

from __future__ import annotations

from enum import StrEnum

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
    """A kind of thing that can be wrong, and the facts that describe one case."""

    code: str
    severity: Severity
    facts: tuple[str, ...] = ()

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
