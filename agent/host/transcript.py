"""Record what was asked of the machine, and play it back on another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from agent.codec import build, hints, plain
from agent.host.trouble import HostError, PartMissing
from agent.value import Value


class Line(Value):
    """One question to a part: which, with what, and the answer or the error."""

    port: str
    question: str
    args: list[Any]
    answer: Any = None
    error: str = ""


class Asking(Value):
    """All that one check or fix asked of the machine at one time.

    ``who`` is a check or fix id; ``round`` 0 is the first diagnosis; ``rules`` the
    sections of the policy it was given; ``ended`` why it stopped early, if it did.
    """

    who: str
    round: int
    lines: list[Line]
    rules: dict[str, Any] = {}  # noqa: RUF012 - a default that nobody can change
    ended: str = ""


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

    def asking(self, ended: str = "") -> Asking:
        """Return what was written so far; an asker left behind may still add more."""
        lines, rules = list(self._lines), dict(self._rules)
        return Asking(self.who, self._round, lines, rules, ended)


class Recorder:
    """Stands before a part and notes every question and answer."""

    def __init__(self, part: object, port: type, lines: Lines) -> None:
        """Put a recorder before one part."""
        self._part, self._port, self._lines = part, port.__name__, lines

    def __getattr__(self, question: str) -> Callable[..., Any]:
        """Pass the question on and write the answer down."""

        def ask(*args: Any) -> Any:
            answer, error = None, ""
            try:
                answer = getattr(self._part, question)(*args)
            except Exception as trouble:
                error = str(trouble) or type(trouble).__name__
                raise
            finally:
                said = Line(self._port, question, plain(args), plain(answer), error)
                self._lines.note(said)
            return answer

        return ask


class Replay:
    """A part that answers from a transcript, in the order it answered then."""

    def __init__(self, port: type, asking: Asking) -> None:
        """Answer as this port did when the asking was written."""
        self._port, self._ended = port, asking.ended
        self._left = [line for line in asking.lines if line.port == port.__name__]

    def __getattr__(self, question: str) -> Callable[..., Any]:
        """Find the answer that was given then."""
        kind = hints(getattr(self._port, question)).get("return", Any)

        def ask(*args: Any) -> Any:
            asked = (question, plain(args))
            for at, line in enumerate(self._left):
                if (line.question, line.args) == asked:
                    del self._left[at]
                    if line.error:
                        raise HostError(line.error)
                    return build(kind, line.answer)
            msg = f"the bundle has no answer to {self._port.__name__}.{question}{args}"
            raise HostError(self._ended or msg)

        return ask


class ReplayHost:
    """A machine that is a transcript: each asker gets the answers of its turn."""

    def __init__(self, askings: Sequence[Asking], absent: Mapping[str, str]) -> None:
        """Take the askings in order, and by check id why a part was absent."""
        self._left = list(askings)
        self._absent = absent

    def parts(self, wanted: Mapping[str, type], lines: Lines) -> dict[str, Any]:
        """Hand over parts that answer from the transcript; see ``Host.parts``."""
        mine = (asking for asking in self._left if asking.who == lines.who)
        if lines.who in self._absent or (asking := next(mine, None)) is None:
            raise PartMissing(self._absent.get(lines.who, "this was not asked then"))
        self._left.remove(asking)
        return {name: _replayed(port, asking) for name, port in wanted.items()}


def _replayed(port: type, asking: Asking) -> object:
    if not issubclass(port, Value):
        return Replay(port, asking)
    if port.__name__ not in asking.rules:
        msg = f"the bundle does not say which {port.__name__} applied"
        raise PartMissing(msg)
    return build(port, asking.rules[port.__name__])
