"""One run in a thread of its own, told as news; it can be left at any safe moment."""

from __future__ import annotations

import sys
from _queue import Empty, SimpleQueue
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from traceback import format_exc

from agent.case import Case
from agent.events import Diagnosed, Event, StepStarted
from agent.history import History
from agent.host.transcript import Asking as Question
from agent.kit import Kit
from agent.planning import Plan
from agent.policy.desk import DeskKind, takes_tickets
from agent.session import Session
from agent.trouble import BadInput, Busy
from ui.news import (
    Answered,
    Asking,
    Broke,
    Ended,
    Heard,
    News,
    Remembered,
    Reported,
    Said,
    Trouble,
)
from ui.state import to_ask

HandOver = Callable[[Case, Sequence[Question]], str]
"""Write the bundle of a case into the outbox and return its path."""
PATIENCE = 600.0
"""Seconds a question waits; a run must not keep the machine for ever."""


class Left(Exception):  # noqa: N818 - nothing is wrong
    """The person left this run."""


class Run:
    """A run: ``carry_out`` it in a thread, ``answer`` and ``leave`` from another.

    It is left before a repair begins, or after a round of repairs was judged, and
    never in between: what was begun is checked, and undone where it did not help.
    """

    def __init__(
        self,
        number: int,
        kit: Kit,
        hand_over: HandOver,
        tell: Callable[[News], None],
        symptom: str = "",
    ) -> None:
        """Prepare; nothing is asked yet. ``symptom`` is what hurts, where known."""
        self._symptom = symptom
        self._number, self._kit, self._hand_over = number, kit, hand_over
        self._tell_all = tell
        self._answers: SimpleQueue[bool] = SimpleQueue()
        self._left = False
        self.repairing = False
        self.evidence: tuple[Case, Sequence[Question]] | None = None

    def answer(self, *, yes: bool) -> None:
        """Say whether the repairs that were asked about may run."""
        self._answers.put(yes)

    def leave(self) -> None:
        """End the run at the next safe moment."""
        self._left = True
        self.answer(yes=False)

    def carry_out(self) -> None:
        """Run to the end, and say how it ended, whatever happens."""
        try:
            self._run()
        except Left:
            pass
        except Busy:
            self._tell(Broke(Trouble.BUSY))
        except BadInput as trouble:
            self._tell(Broke(Trouble.REFUSED, str(trouble)))
        except Exception as bug:  # noqa: BLE001 - the window outlives a bug, and tells
            sys.stderr.write(format_exc())
            self._tell(Broke(Trouble.FAILED, repr(bug)))

    def _run(self) -> None:
        self._kit = self._kit.anew() if self._kit.anew else self._kit
        with Session(self._kit, "window", self._symptom, self._hear) as session:
            try:
                plan = session.diagnose()
                session.repair(plan, self._consent(session, plan))
            except Left:
                if not self.repairing:
                    return
            case = session.finish()
            self.evidence = case, session.askings
        self._tell(self._ended(case, unkept=session.unkept))

    def _hear(self, event: Event) -> None:
        if self._left and (not self.repairing or isinstance(event, Diagnosed)):
            raise Left
        if isinstance(event, StepStarted):
            self.repairing = True
        self._tell(event)

    def _consent(self, session: Session, plan: Plan) -> bool:
        """Ask where a yes would allow more; silence is a no."""
        steps = to_ask(plan, session.allowed(consent=True))
        if not steps:
            return False
        if self._left:
            raise Left
        self._tell(Asking(steps))
        try:
            yes = self._answers.get(timeout=PATIENCE)
        except Empty:
            yes = False
        if self._left:
            raise Left
        self._tell(Answered())
        return yes

    def _ended(self, case: Case, *, unkept: bool) -> Ended:
        assert self.evidence
        desk = takes_tickets(self._kit.policy.desk)
        if not case.left or self._kit.policy.desk.kind is DeskKind.NONE:
            return Ended(case, unkept=unkept, desk=desk)
        path = written(self._hand_over, *self.evidence)
        return Ended(case, path, unkept, unwritten=not path, desk=desk)

    def _tell(self, event: Said) -> None:
        self._tell_all(Heard(self._number, event))


def remembered(kit: Kit) -> Remembered:
    """Read the newest case; a damaged history is set aside and told."""
    desk = takes_tickets(kit.policy.desk)
    try:
        with closing(History(kit.state)) as history:
            return Remembered(next(iter(history.cases(1)), None), desk=desk)
    except (BadInput, OSError) as trouble:
        return Remembered(None, str(trouble), desk)


def reported(
    kit: Kit,
    case: Case,
    evidence: tuple[Case, Sequence[Question]] | None,
    hand_over: HandOver,
) -> Reported:
    """Write the bundle of a case, of this run or of the history."""
    if evidence is None or evidence[0] != case:
        try:
            with closing(History(kit.state)) as history:
                evidence = history.find(case.id)
        except (BadInput, OSError):
            evidence = None
    path = written(hand_over, *evidence) if evidence else ""
    return Reported(case.id, path, desk=bool(path) and _desk_now(kit))


def _desk_now(kit: Kit) -> bool:
    """Tell whether the policy of this moment names a desk, and is right."""
    with suppress(BadInput):
        return takes_tickets((kit.anew() if kit.anew else kit).policy.desk)
    return False


def written(hand_over: HandOver, case: Case, questions: Sequence[Question]) -> str:
    """Return the path of the bundle; empty where it could not be written.

    Whatever goes wrong with it, the person still gets the result.
    """
    try:
        return hand_over(case, questions)
    except Exception:  # noqa: BLE001 - told on the page, and in the journal
        sys.stderr.write(format_exc())
        return ""
