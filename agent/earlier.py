"""What earlier runs left to this one: repairs they could not end, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from time import time

from agent.case import Taken
from agent.check import AnyCheck
from agent.fix import AnyFix
from agent.history import History
from agent.journal import Journal
from agent.machine import Machine
from agent.policy.model import FixRules
from agent.trouble import BadInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.breaker import Run
    from agent.recovery import Recovered


class Earlier:
    """Journal and history of one state folder, for a run that holds it."""

    def __init__(self, journal: Journal, history: History, rules: FixRules) -> None:
        """Take what earlier runs wrote, and how often a repair may be tried."""
        self._journal, self._history, self._rules = journal, history, rules
        self._recovered: tuple[Recovered, ...] = ()
        self._runs: tuple[Run, ...] | None = None
        self.warnings: list[str] = []

    def end(
        self,
        machine: Machine,
        checks: Sequence[AnyCheck],
        fixes: Sequence[AnyFix],
        known: frozenset[str],
    ) -> tuple[Taken, ...]:
        """End what is open; see ``Recovery``. Return what became of it."""
        from agent.recovery import Recovery

        recovery = Recovery(self._journal, machine, checks, fixes, known)
        self._recovered = recovery.run(self._was_told)
        return tuple(one.taken for one in self._recovered)

    def is_open(self) -> bool:
        """Say whether there is anything to end or to tell; warn of what is damaged."""
        begun = self._journal.entries()
        self.warnings += [
            f"The note of an earlier repair was damaged and set aside: {path}."
            for path in self._journal.damaged
        ]
        return bool(begun)

    def told(self, case: str) -> None:
        """Drop from the journal what the history now tells."""
        self._journal.forget(case, *(one.name for one in self._recovered))

    def halt(self, fix: str, code: str) -> str:
        """Say why a repair that runs in circles is not tried again."""
        from agent.breaker import Run, objection, tries_of

        if self._runs is None:
            self._runs = ()
            with suppress(OSError), self._noticing():
                self._runs = tuple(self._history.runs())
        now = time()
        mine = Run(now, (), tuple(one.taken for one in self._recovered))
        tries = tries_of((*self._runs, mine), now)
        return objection(fix, code, tries, self._rules, now)

    def _was_told(self, case: str) -> bool:
        with suppress(OSError), self._noticing():
            return self._history.has(case)
        return False

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Go on without a history whose damage comes to light; it was set aside."""
        try:
            yield
        except BadInput as damaged:
            self.warnings.append(str(damaged))
