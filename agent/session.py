"""One run on this machine: held alone, listened to, kept in the history."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType

from agent.borrowed_hands import carry_or_borrow
from agent.case import Case, CaseFile
from agent.collapse import resting, watched
from agent.earlier import Earlier
from agent.engine import Engine
from agent.events import Event, Waiting
from agent.fix import AnyFix, Risk
from agent.guard import foreseen
from agent.hands import unreported
from agent.history import History
from agent.journal import Journal
from agent.kit import Kit
from agent.planning import Allowed, Plan
from agent.policy.model import Consent
from agent.trouble import BadInput, Busy
from agent.typed import Any, Self
from agent.value import replace

DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EBUSY}
"""The disk itself is the problem, or somebody reads the history (osquery, a backup):
the diagnosis is given all the same."""
UNATTENDED = ("schedule", "service")
"""Triggers of runs in which nobody could be asked."""
PATIENCE = 60.0
"""Seconds a second run waits for the first to end."""


class Session:
    """A run from trigger to case. ``finish`` it, or leave its ``with``."""

    def __init__(  # noqa: PLR0913 - each has a default but two
        self,
        kit: Kit,
        trigger: str,
        symptom: str = "",
        say: Callable[[Event], None] = lambda _: None,
        *,
        repairs: bool = True,
        kept: bool = True,
    ) -> None:
        """Prepare a run; nothing is asked and nothing is written yet.

        Without ``repairs`` nothing is ever planned: the run only looks. Unless it is
        ``kept`` the history knows nothing of it.
        """
        self._kit, self._say = kit, say
        self._file = CaseFile(trigger, symptom)
        fixes = kit.fixes() if repairs else ()
        journal = Journal(kit.state, self._file.id)
        self._machine = kit.machine()
        self._resting: set[str] = set()
        self._engine = Engine(
            self._machine,
            kit.checks,
            fixes,
            self._hear,
            ledger=journal,
            carry=kit.carry or carry_or_borrow,
            resting=self._resting,
            report=self._report,
        )
        self._alone, self._repairs = False, repairs
        self._asks = trigger not in UNATTENDED
        self._foreseen: dict[str, str] = {}
        self._held = ExitStack()
        self._history = History(kit.state)
        self._earlier = Earlier(journal, self._history, kit.policy.fixes)
        self._can_keep = kept
        self.warnings = self._earlier.warnings

    def __enter__(self) -> Self:
        """Take the machine for this run."""
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the machine."""
        self._held.close()

    def take(self, patience: float = PATIENCE) -> None:
        """Hold the state folder, or raise ``Busy`` when another run does not end.

        Raises ``BadInput`` where the folder cannot be used, unless the disk itself is
        the trouble: then the run goes on unrecorded.
        """
        try:
            self._take(patience)
        except OSError as trouble:
            self._tolerate(trouble)
        except BaseException:
            self._held.close()
            raise

    def _take(self, patience: float) -> None:
        kit = self._kit
        os.makedirs(kit.state, mode=0o700, exist_ok=True)
        if not (self._holds(0) or self._waits(patience)):
            raise Busy
        self._alone = True
        self._held.callback(self._history.close)
        if damaged := self._history.begin():
            self.warnings.append(damaged)
        self._resting |= resting(kit.state, {check.id for check in kit.checks})
        self._held.enter_context(watched(kit.state))

    def _holds(self, patience: float) -> bool:
        return self._held.enter_context(self._kit.hold(self._kit.state, patience))

    def _waits(self, patience: float) -> bool:
        self._say(Waiting())
        return self._holds(patience)

    def diagnose(self) -> Plan:
        """Ask every check, explain, and propose what is allowed without a question.

        Before that, what an earlier run could not end is ended, where this one repairs.
        """
        self._resume()
        return self._engine.diagnose(self.allowed(consent=False))

    def _resume(self) -> None:
        if not (self._repairs and self._alone and self._earlier.is_open()):
            return
        kit, mine = self._kit, self._kit.fixes()
        checks, fixes = kit.whole() if kit.whole else (kit.checks, mine)
        known = frozenset(fix.id for fix in fixes)
        self._file.resume(self._earlier.end(self._machine, checks, mine, known))

    def repair(
        self,
        plan: Plan,
        consent: bool,  # noqa: FBT001 - yes or no
        *,
        to_all: bool = False,
    ) -> None:
        """Carry out a plan; with consent also what had to be asked about.

        What a cure uncovers nobody was asked about, unless the yes was ``to_all``; nor
        were they about what no yes would have had done.
        """
        allowed = self.allowed(consent=consent)
        if not to_all:
            hindered = [step for step in plan.steps if step.objection]
            agreed = {
                s.fix.id for s in hindered if not allowed.objection(s.fix, s.code)
            }
            allowed = replace(allowed, agreed=agreed)
        self._engine.repair(self._engine.plan(allowed) if consent else plan, allowed)

    def finish(self) -> Case:
        """Close the run, keep its case, and let go of the machine."""
        self._engine.close()
        case = self._file.case()
        try:
            if self._can_keep:
                self._keep(case)
                self._earlier.told(case.id)
        except OSError as trouble:
            self._tolerate(trouble)
        finally:
            self._held.close()
        return case

    def _keep(self, case: Case) -> None:
        """Keep the case, in a new history where damage comes to light only now."""
        try:
            self._record(case)
        except BadInput as damaged:
            self.warnings.append(str(damaged))
            self._record(case)

    def _record(self, case: Case) -> None:
        rules = self._kit.policy
        self._history.keep(case, self._file.askings, rules.keep_cases)
        self._history.prune(rules.retention)

    @property
    def unkept(self) -> bool:
        """Whether the history will not tell of this run."""
        return not self._can_keep

    def allowed(self, *, consent: bool) -> Allowed:
        """Return what policy and consent allow together."""
        rules, says_yes = self._kit.policy.fixes, self._kit.policy.consent
        asked = consent and says_yes is Consent.EMPLOYEE
        risks = (Risk.SAFE, Risk.ASK) if asked else (Risk.SAFE,)
        told = (rules.never, rules.only, rules.without_asking)
        foresees = (
            self._foresee if self._asks and says_yes is Consent.EMPLOYEE else None
        )
        return Allowed(risks, *told, halt=self._earlier.halt, foreseen=foresees)

    def _foresee(self, fix: AnyFix) -> str:
        """Say why nobody need be asked about a repair, as it was when first asked."""
        if fix.id not in self._foreseen:
            self._foreseen[fix.id] = foreseen(fix, self._machine, self._kit.lent)
        return self._foreseen[fix.id]

    @property
    def askings(self) -> list[Any]:
        """Return the transcript so far."""
        return self._file.askings

    def _report(self) -> None:
        """Leave a report of what was seen so far, before evidence goes."""
        if self._kit.report is None:
            unreported()
        else:
            self._kit.report(self._kit, self._file.case(), self._file.askings)

    def _hear(self, event: Event) -> None:
        self._file.hear(event)
        self._say(event)

    def _tolerate(self, trouble: OSError) -> None:
        """Go on where the disk is the problem; else say what to do."""
        reason = os.strerror(trouble.errno) if trouble.errno else str(trouble)
        if trouble.errno not in DISK_TROUBLE:
            msg = (
                f"Blusser cannot write in its folder {self._kit.state} ({reason});"
                " make it writable or name another with --state."
            )
            self._held.close()
            raise BadInput(msg) from trouble
        self._can_keep = False
        self.warnings.append(
            f"This run could not be kept in {self._kit.state}: {reason}."
        )
