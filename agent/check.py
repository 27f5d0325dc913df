"""What a check is: a question about the machine, with its place in the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agent.model import Account, Finding
from agent.typed import Any, Generic, ParamSpec

P = ParamSpec("P")


class Check(Generic[P]):
    """A question, the parts of the machine it looks at, and what explains it.

    ``timeout`` is in seconds from the check's own start. ``measures`` says that the
    answer is a measurement (a clock 20 minutes off, a full disk) which something
    downstream that works does not contradict. Without ``proves``, its own health
    contradicts nothing upstream: a name server on the same wire needs no gateway.
    """

    def __init__(  # noqa: PLR0913 - what the decorator may be told
        self,
        ask: Callable[P, Finding | None],
        explained_by: tuple[Check[...], ...],
        *,
        timeout: float,
        runs_as: Account,
        measures: bool,
        proves: bool,
    ) -> None:
        """Keep what the decorator was told."""
        self.ask, self.explained_by, self.timeout = ask, explained_by, timeout
        self.runs_as, self.measures, self.proves = runs_as, measures, proves

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Finding | None:
        """Ask the question; a test calls a check like any function."""
        return self.ask(*args, **kwargs)

    def __repr__(self) -> str:
        """Show the id."""
        return f"<check {self.id}>"

    @property
    def id(self) -> str:
        """``network.names_resolve``: the file path is the name."""
        return name_of(self.ask, "checks.")

    @property
    def family(self) -> str:
        """``network``: the folder the file lies in."""
        return self.id.split(".", 1)[0]

    @property
    def parts(self) -> dict[str, type]:
        """The ports this check reads, by parameter name."""
        return parts_of(self.ask)

    def causes(self) -> Iterator[Check[...]]:
        """Every check that could explain this one failing, however far up."""
        for upstream in self.explained_by:
            yield upstream
            yield from upstream.causes()


AnyCheck = Check[Any]


def check(
    *,
    explained_by: tuple[Check[...], ...] = (),
    timeout: float = 4,
    runs_as: Account = Account.USER,
    measures: bool = False,
    proves: bool = True,
) -> Callable[[Callable[P, Finding | None]], Check[P]]:
    """Make a question out of a function. It registers nothing."""
    return lambda ask: Check(
        ask,
        explained_by,
        timeout=timeout,
        runs_as=runs_as,
        measures=measures,
        proves=proves,
    )


def name_of(function: Callable[..., Any], top: str) -> str:
    """Name a check or fix by its file; by file and function where a test made it."""
    path = function.__module__.removeprefix(top)
    name = function.__name__
    return path if path.rsplit(".", 1)[-1] == name else f"{path}.{name}"


def parts_of(function: Callable[..., Any]) -> dict[str, type]:
    """Return the ports a function asks for, by parameter name."""
    notes = function.__annotations__
    if late := [name for name, note in notes.items() if isinstance(note, str)]:
        msg = f"{function.__module__} postpones annotations, but {late} are read here"
        raise TypeError(msg)
    return {name: note for name, note in notes.items() if name != "return"}
