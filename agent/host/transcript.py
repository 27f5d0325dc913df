"""Record what was asked of the machine, and play it back on another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent.codec import build, hints, plain
from agent.host.trouble import (
    HostError,
    NeedsRights,
    NeverEnded,
    NotReplayed,
    PartMissing,
    Unforeseen,
)
from agent.typed import Any
from agent.value import Value

KINDS = (NeedsRights, PartMissing, PermissionError, HostError)
"""What a part may raise; each is raised again as itself on replay."""
LATE, WITHHELD = "late", "withheld"


class Line(Value):
    """One question to a part: which, with what, and the answer or the error.

    ``raised`` is the kind of the error. A line without a question says that the
    part itself was not to be had.
    """

    port: str
    question: str
    args: list[Any]
    answer: Any = None
    error: str = ""
    raised: str = ""


class Asking(Value):
    """All that one check or fix asked of the machine at one time.

    ``who`` is a check or fix id; ``round`` 0 is the first diagnosis; ``rules`` the
    sections of the policy it was given; ``ended`` why it stopped early, if it did.
    ``how`` is ``late`` where it was left behind, ``withheld`` where its lines are
    not in this bundle, else empty.
    """

    who: str
    round: int
    lines: list[Line]
    rules: dict[str, Any] = {}  # noqa: RUF012 - a default that nobody can change
    ended: str = ""
    how: str = ""


class Lines:
    """Collects the lines of one asking, from the thread that asks."""

    def __init__(self, who: str, turn: int) -> None:
        """Begin an asking."""
        self.who, self._round = who, turn
        self._lines: list[Line] = []
        self._rules: dict[str, Any] = {}

    def note(self, line: Line) -> None:
        """Write one question and answer down."""
        self._lines.append(line)

    def note_rules(self, rules: Value) -> None:
        """Write down which rules the asker was given."""
        self._rules[type(rules).__name__] = plain(rules)

    def note_missing(self, port: type, trouble: Exception) -> None:
        """Write down that a part was not to be had."""
        self.note(Line(port.__name__, "", [], None, *_said(trouble)))

    def asking(self, ended: str = "", how: str = "") -> Asking:
        """Return what was written so far; an asker left behind may still add more."""
        lines, rules = list(self._lines), dict(self._rules)
        return Asking(self.who, self._round, lines, rules, ended, how)


def _said(trouble: Exception) -> tuple[str, str]:
    """Return what an error says, and of which kind it is."""
    kinds = (kind for kind in KINDS if isinstance(trouble, kind))
    kind = next(kinds, type(trouble))
    return str(trouble) or kind.__name__, kind.__name__


class Recorder:
    """Stands before a part and notes every question and answer."""

    def __init__(self, part: object, port: type, lines: Lines) -> None:
        """Put a recorder before one part."""
        self._part, self._port, self._lines = part, port.__name__, lines

    def __getattr__(self, question: str) -> Callable[..., Any]:
        """Pass the question on and write the answer down."""

        def ask(*args: Any) -> Any:
            answer, error = None, ("", "")
            try:
                answer = getattr(self._part, question)(*args)
            except Exception as trouble:
                error = _said(trouble)
                raise
            finally:
                asked = (self._port, question, plain(args))
                self._lines.note(Line(*asked, plain(answer), *error))
            return answer

        return ask


class Replay:
    """A part that answers from a transcript, in the order it answered then."""

    def __init__(self, port: type, asking: Asking) -> None:
        """Answer as this port did when the asking was written."""
        self._port, self._asking = port, asking
        self._left = [line for line in asking.lines if line.port == port.__name__]

    def __getattr__(self, question: str) -> Callable[..., Any]:
        """Find the answer that was given then."""
        kind = hints(getattr(self._port, question)).get("return", Any)

        def ask(*args: Any) -> Any:
            asked = (question, plain(args))
            if self._asking.how:
                raise _gone(self._asking)
            for at, line in enumerate(self._left):
                if (line.question, line.args) == asked:
                    del self._left[at]
                    if line.error:
                        raise _again(line, self._asking)
                    return build(kind, line.answer)
            msg = f"the bundle has no answer to {self._port.__name__}.{question}{args}"
            raise NotReplayed(msg)

        return ask


def _gone(asking: Asking) -> NotReplayed:
    return (NeverEnded if asking.how == LATE else NotReplayed)(asking.ended)


def _again(line: Line, asking: Asking) -> Exception:
    """Return the error that was raised then; one that nobody foresaw ended it all."""
    kinds = {kind.__name__: kind for kind in KINDS} | {"": HostError}
    if line.raised in kinds:
        return kinds[line.raised](line.error)
    return Unforeseen(asking.ended or line.error)


class ReplayHost:
    """A machine that is a transcript: each asker gets the answers of its turn."""

    replays = True

    def __init__(self, askings: Sequence[Asking], absent: Mapping[str, str]) -> None:
        """Take the askings in order, and by check id why a part was absent."""
        self._left: dict[str, list[Asking]] = {}
        for asking in askings:
            self._left.setdefault(asking.who, []).append(asking)
        self._absent = absent
        self._current: dict[Lines, Asking] = {}

    def parts(self, wanted: Mapping[str, type], lines: Lines) -> dict[str, Any]:
        """Hand over parts that answer from the transcript; see ``Host.parts``."""
        asking = self._current.get(lines) or self._next(lines)
        return {name: _replayed(port, asking) for name, port in wanted.items()}

    def _next(self, lines: Lines) -> Asking:
        """Turn to the next asking; one asker may want parts more than once."""
        mine = self._left.get(lines.who)
        if lines.who in self._absent or not mine:
            raise PartMissing(self._absent.get(lines.who, "this was not asked then"))
        self._current[lines] = mine.pop(0)
        return self._current[lines]


def _replayed(port: type, asking: Asking) -> object:
    for line in asking.lines:
        if (line.port, line.question) == (port.__name__, ""):
            raise _again(line, asking)
    if not issubclass(port, Value):
        return Replay(port, asking)
    if port.__name__ not in asking.rules:
        msg = f"the bundle does not say which {port.__name__} applied"
        raise (_gone(asking) if asking.how else NotReplayed(msg))
    return build(port, asking.rules[port.__name__])
