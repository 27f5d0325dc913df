"""What a fix is: a repair, and the problems it is meant for."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from agent.check import name_of, parts_of
from agent.model import Account, Problem
from agent.moment import Moment
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

    What it returns is nothing, or how much room it made (``Freed``), to be told.
    ``remember`` looks, before ``apply`` acts, at the setting that it will change, and
    returns it JSON-able, or ``None`` where nothing will change. ``undo`` gets it back
    as its first argument; all three are given the same parts. ``settle`` is the time
    in seconds between the act and the judgement; ``not_during`` are the moments in
    which the act would do harm. ``by_group``: it needs the rights of the system, or
    membership of a group that many employees are in. ``unless`` looks and says why the
    act would be refused, or nothing: it is given the same parts, before anybody is
    asked for a yes, and changes nothing. ``reported_first``: it removes what tells of
    a fault, so it acts only once a report of the run lies on the disk.
    """

    def __init__(  # noqa: PLR0913 - what the decorator was told
        self,
        apply: Callable[P, Any],
        repairs: tuple[Problem, ...],
        risk: Risk,
        runs_as: Account,
        *,
        remember: Callable[..., Any] | None,
        undo: Callable[..., None] | None,
        not_during: tuple[Moment, ...],
        settle: float,
        timeout: float,
        by_group: bool,
        unless: Callable[..., str] | None,
        reported_first: bool,
    ) -> None:
        """Keep what the decorator was told."""
        if (remember is None) is not (undo is None):
            msg = "what is remembered is put back, and nothing else: give both or none"
            raise TypeError(msg)
        self.apply, self.repairs, self.risk = apply, repairs, risk
        self.runs_as, self.remember, self.undo = runs_as, remember, undo
        self.not_during, self.settle, self.timeout = not_during, settle, timeout
        self.by_group, self.unless = by_group, unless
        self.reported_first = reported_first

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
    remember: Callable[..., Any] | None = None,
    undo: Callable[..., None] | None = None,
    not_during: tuple[Moment, ...] = (),
    settle: float = 0,
    timeout: float = 30,
    by_group: bool = False,
    unless: Callable[..., str] | None = None,
    reported_first: bool = False,
) -> Callable[[Callable[P, Any]], Fix[P]]:
    """Make a repair out of a function. It registers nothing."""
    return lambda apply: Fix(
        apply,
        repairs,
        risk,
        runs_as,
        remember=remember,
        undo=undo,
        not_during=not_during,
        settle=settle,
        timeout=timeout,
        by_group=by_group,
        unless=unless,
        reported_first=reported_first,
    )
