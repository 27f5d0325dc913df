"""Asks many checks at once; one that hangs is left behind and delays nobody."""

from __future__ import annotations

from _queue import Empty, SimpleQueue
from _thread import start_new_thread
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic

from agent.check import AnyCheck
from agent.events import CheckDone
from agent.host import HostError, PartMissing
from agent.host.transcript import LATE, Lines
from agent.host.trouble import NeedsRights, NotReplayed
from agent.model import Absent, Found, Healthy, Outcome, Unsure
from agent.typed import Any, Protocol, TypeVar

T = TypeVar("T")
SLICE = 0.1
"""Seconds."""


class Machine(Protocol):
    """What a run needs of a host: parts for whoever asks, or ``PartMissing``."""

    def parts(self, wanted: Mapping[str, type], lines: Lines) -> dict[str, Any]:
        """Hand over the wanted parts, by parameter name."""


def ask_all(
    host: Machine, checks: Sequence[AnyCheck], turn: int
) -> Iterator[CheckDone]:
    """Yield outcomes as they come, each within its check's own deadline."""
    answers: SimpleQueue[CheckDone] = SimpleQueue()
    due: dict[AnyCheck, float] = {}
    notes = {check: Lines(check.id, turn) for check in checks}
    for check, lines in notes.items():
        due[check] = monotonic() + check.timeout
        start_new_thread(_deliver, (answers, host, check, lines))
    while due:
        late = min(due, key=lambda c: due[c])
        answer = _next(answers, due[late]) or _left_behind(late, notes[late])
        if due.pop(answer.check, None):
            yield answer


def ask(host: Machine, check: AnyCheck, lines: Lines) -> CheckDone:
    """Ask one check and turn whatever happens into one of the four outcomes."""
    began, ended = monotonic(), ""
    try:
        outcome = _asked(host, check, lines)
    except Exception as bug:  # noqa: BLE001 - one bad check must not end a run
        outcome = Unsure(ended := f"the check itself failed: {bug!r}")
    return CheckDone(check, outcome, lines.asking(ended), monotonic() - began)


def _asked(host: Machine, check: AnyCheck, lines: Lines) -> Outcome:
    """Ask, here or where our rights do not suffice by who lends some."""
    try:
        finding = check(**host.parts(check.parts, lines))
        return Found(finding) if finding else Healthy()
    except (PermissionError, NeedsRights) as lacking:
        from agent.borrowing import ask_borrowed

        return ask_borrowed(host, check, lines, lacking)
    except PartMissing as missing:
        return Absent(str(missing))
    except (HostError, NotReplayed) as trouble:
        return Unsure(str(trouble))


def _deliver(
    answers: SimpleQueue[CheckDone], host: Machine, check: AnyCheck, lines: Lines
) -> None:
    answers.put(ask(host, check, lines))


def within(seconds: float, act: Callable[[], T]) -> T | None:
    """Return what ``act`` returns, or nothing when it has not ended by then."""
    done: SimpleQueue[T] = SimpleQueue()
    start_new_thread(lambda: done.put(act()), ())
    return _next(done, monotonic() + seconds)


def _next(queue: SimpleQueue[T], until: float) -> T | None:
    """Wait for what comes next, in slices: only between two does Ctrl-C get through."""
    while True:
        left = until - monotonic()
        try:
            return queue.get(timeout=min(SLICE, max(0, left)))
        except Empty:
            if left <= SLICE:
                return None


def _left_behind(check: AnyCheck, lines: Lines) -> CheckDone:
    why = f"no answer within {check.timeout:g} s"
    return CheckDone(check, Unsure(why), lines.asking(why, LATE), check.timeout)
