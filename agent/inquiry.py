"""Asks many checks at once; one that hangs is left behind and delays nobody."""

from __future__ import annotations

from _queue import Empty, SimpleQueue
from _thread import start_new_thread
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from agent.check import AnyCheck
from agent.events import CheckDone
from agent.host import HostError, PartMissing
from agent.host.transcript import LATE, Lines
from agent.host.trouble import NeedsRights, NotReplayed
from agent.machine import Machine
from agent.model import Absent, Found, Healthy, Outcome, Unsure
from agent.typed import TypeVar

S = TypeVar("S")
T = TypeVar("T")
SLICE = 0.1
"""Seconds."""
LAG = 0.03
"""Seconds that we may come late to what has happened before answers are mistrusted.

On an idle PC we were up to 0.006 late, between ten busy programs a core 0.04 to 0.6.
"""


class Clock:
    """Waits for answers, and notices when this process itself comes late."""

    def __init__(self) -> None:
        """Begin without a delay."""
        self.lag = 0.0

    def next(self, queue: SimpleQueue[T], until: float) -> T | None:
        """Wait for what comes next, in slices: Ctrl-C gets through between two."""
        while True:
            began = monotonic()
            wait = min(SLICE, max(0, until - began))
            try:
                return queue.get(timeout=wait)
            except Empty:
                if wait < SLICE:
                    return None
            finally:
                self.lag = max(self.lag, monotonic() - began - wait)


def ask_all(
    host: Machine, checks: Sequence[AnyCheck], turn: int
) -> Iterator[CheckDone]:
    """Yield outcomes as they come, each within its check's own deadline.

    What is found comes last. Where busy programs kept us waiting, it is asked once
    more, by itself: an answer that came in time may have been read too late.
    """
    clock, found = Clock(), []
    for answer in _ask_at_once(host, checks, turn, clock):
        if isinstance(answer.outcome, Found):
            found.append(answer)
        else:
            yield answer
    if clock.lag < LAG or host.replays:
        yield from found
    else:
        again = [answer.check for answer in found]
        yield from _ask_at_once(host, again, turn, clock)


def _ask_at_once(
    host: Machine, checks: Sequence[AnyCheck], turn: int, clock: Clock
) -> Iterator[CheckDone]:
    answers: SimpleQueue[CheckDone] = SimpleQueue()
    due: dict[AnyCheck, float] = {}
    notes = {check: Lines(check.id, turn) for check in checks}
    for check, lines in notes.items():
        due[check] = monotonic() + check.timeout
        start_new_thread(_deliver, (answers, host, check, lines))
    while due:
        late = min(due, key=lambda c: due[c])
        answer = clock.next(answers, due[late]) or _left_behind(late, notes[late])
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
    (said,) = all_within(seconds, lambda _: act(), (None,))
    return said


def all_within(
    seconds: float, act: Callable[[S], T], every: Sequence[S]
) -> list[T | None]:
    """Do it with each at once; return what ``act`` returns of each, or nothing."""
    until = monotonic() + seconds
    answers: list[SimpleQueue[T]] = [SimpleQueue() for _ in every]
    for one, answer in zip(every, answers, strict=True):
        start_new_thread(lambda one, answer: answer.put(act(one)), (one, answer))
    return [Clock().next(answer, until) for answer in answers]


def _left_behind(check: AnyCheck, lines: Lines) -> CheckDone:
    why = f"no answer within {check.timeout:g} s"
    return CheckDone(check, Unsure(why), lines.asking(why, LATE), check.timeout)
