"""What a fix is: a repair, and the problems it is meant for."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from agent.check import name_of, parts_of
from agent.model import Account, Problem
from agent.typed import Any, Generic, ParamSpec

P = ParamSpec("P")


class Risk(StrEnum):
    """What has to happen before a repair may run."""

    SAFE = "safe"
    ASK = "ask"
    IT_ONLY = "it-only"


class Refused(Exception):  # noqa: N818 - it is no error
    """A fix says so, with the reason, where acting would do harm here."""


class Fix(Generic[P]):
    """A repair. It never says whether it worked; the check says that.

    What ``apply`` returns is the setting it found, JSON-able; ``undo`` gets it back
    as its first argument, then the same parts. ``settle`` is the time in seconds
    between the act and the judgement.
    """

    def __init__(  # noqa: PLR0913 - what the decorator was told
        self,
        apply: Callable[P, Any],
        repairs: tuple[Problem, ...],
        risk: Risk,
        runs_as: Account,
        *,
        undo: Callable[..., None] | None,
        settle: float,
        timeout: float,
    ) -> None:
        """Keep what the decorator was told."""
        self.apply, self.repairs, self.risk = apply, repairs, risk
        self.runs_as, self.undo = runs_as, undo
        self.settle, self.timeout = settle, timeout

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Any:
        """Apply the repair; a test calls a fix like any function."""
        return self.apply(*args, **kwargs)

    def __repr__(self) -> str:
        """Show the id."""
        return f"<fix {self.id}>"

    @property
    def id(self) -> str:
        """``flush_resolver_cache``: the file's name."""
        return name_of(self.apply, "fixes.").rsplit(".", 1)[-1]

    def helps(self, problem: Problem) -> bool:
        """Say whether this is meant for a problem, by its word or the problem's."""
        return problem in self.repairs or self.id in problem.repaired_by

    @property
    def parts(self) -> dict[str, type]:
        """The ports this fix works on, by parameter name."""
        return parts_of(self.apply)


AnyFix = Fix[Any]


def fix(  # noqa: PLR0913 - a declaration: each is a word of the contract
    *,
    repairs: tuple[Problem, ...],
    risk: Risk = Risk.SAFE,
    runs_as: Account = Account.USER,
    undo: Callable[..., None] | None = None,
    settle: float = 0,
    timeout: float = 30,
) -> Callable[[Callable[P, Any]], Fix[P]]:
    """Make a repair out of a function. It registers nothing."""
    return lambda apply: Fix(
        apply, repairs, risk, runs_as, undo=undo, settle=settle, timeout=timeout
    )
