"""What carrying a repair out needs of whoever has it done: judge, ledger, report."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

from agent.check import AnyCheck
from agent.events import Result
from agent.inquiry import ask_all
from agent.machine import Machine
from agent.model import Outcome
from agent.planning import Step
from agent.typed import Any, Protocol
from agent.value import Value


class Ledger(Protocol):
    """Knows, whatever happens in between, what was begun and how it ended."""

    def intend(self, step: Step, before: Any) -> str:
        """Write down what is about to be done; return the name of the entry.

        Raises ``OSError`` where that is not safely on the disk.
        """

    def undoing(self, entry: str) -> None:
        """Note that a setting is about to be put back."""

    def ended(self, entry: str, result: Result) -> None:
        """Note how it ended; what was not put back is left to the next start."""


class Unwritten:
    """The ledger of what cannot be interrupted: a replay, or a test."""

    def intend(self, step: Step, before: Any) -> str:  # noqa: ARG002 - not kept
        """Write nothing."""
        return ""

    def undoing(self, entry: str) -> None:
        """Write nothing."""

    def ended(self, entry: str, result: Result) -> None:
        """Write nothing."""


UNWRITTEN = Unwritten()


def unreported() -> None:
    """Refuse to report: where nobody keeps reports, no evidence may go."""
    raise OSError(0, "nobody keeps reports here")


class Hands(Value):
    """What carrying out needs beside a step and a machine.

    ``pause`` waits seconds; ``report`` leaves a report of the run so far, or raises
    ``OSError``.
    """

    judge: Callable[[AnyCheck], Outcome]
    ledger: Ledger
    pause: Callable[[float], None]
    report: Callable[[], None] = staticmethod(unreported)


def hands_on(host: Machine, ledger: Ledger) -> Hands:
    """Return hands that ask the check on this machine, and really wait."""

    def judge(check: AnyCheck) -> Outcome:
        (answer,) = ask_all(host, [check], 1)
        return answer.outcome

    return Hands(judge, ledger, sleep)
