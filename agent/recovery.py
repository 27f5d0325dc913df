"""Ends what an earlier run began and could not end: keeps it, or puts it back once.

For a run that holds the state folder, before it asks anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from agent.carrying import NOT_UNDONE, put_back
from agent.case import Taken
from agent.check import AnyCheck
from agent.events import Result
from agent.fix import AnyFix
from agent.host import HostError, PartMissing
from agent.host.transcript import Lines
from agent.inquiry import ask_all
from agent.journal import ENDED, PROCESS, Entry, Journal, Mark
from agent.machine import Machine
from agent.model import Healthy
from agent.value import Value

CUT = "an earlier run was cut short"
UNTOLD = "an earlier run ended before it could say so"
UNKNOWN = f"{CUT}, and this Blusser no longer knows the repair"
TWICE = f"{CUT}, and what it changed could not be put back"
RESULTS = {
    Mark.KEPT: Result.CURED,
    Mark.UNDONE: Result.UNDONE,
    Mark.WITHOUT: Result.NO_EFFECT,
}
TRIES = {Mark.BEGUN: Mark.UNDOING, Mark.UNDOING: Mark.UNDOING_AGAIN}
"""The mark before putting back, by how far it got; there are two tries in all."""


class Recovered(Value):
    """What became of an entry; ``name`` is the entry's."""

    name: str
    taken: Taken


class Recovery(Value):
    """What the journal's entries need: their repairs, their checks, their machine.

    ``known``: ids of repairs that exist, but are not for this run to put back; their
    entries are left to one that may.
    """

    journal: Journal
    host: Machine
    checks: Sequence[AnyCheck]
    fixes: Sequence[AnyFix]
    known: frozenset[str] = frozenset()

    def run(self, told: Callable[[str], bool]) -> tuple[Recovered, ...]:
        """End each entry, the newest first; what ended and was told is forgotten.

        ``told`` says of a case id whether the history has that run. What this very
        process began may still go on somewhere, and is left alone.
        """
        done = []
        for entry in self.journal.entries():
            if entry.mark in ENDED and told(entry.intent.case):
                self.journal.forget("", entry.name)
            elif entry.mark in ENDED:
                done.append(_said(entry, RESULTS[entry.mark], UNTOLD))
            elif entry.intent.process != PROCESS and self._is_mine(entry.intent.fix):
                done.append(self._end(entry))
        return tuple(done)

    def _is_mine(self, fix: str) -> bool:
        return fix not in self.known or any(one.id == fix for one in self.fixes)

    def _end(self, entry: Entry) -> Recovered:
        began = monotonic()
        try:
            result, why = self._decide(entry)
        except OSError as trouble:
            result, why = Result.FAILED, f"{CUT}; {trouble.strerror}"
        return _said(entry, result, why, monotonic() - began)

    def _decide(self, entry: Entry) -> tuple[Result, str]:
        fix = next((one for one in self.fixes if one.id == entry.intent.fix), None)
        if self._is_healthy(entry.intent.check):
            self.journal.move(entry.name, Mark.KEPT)
            return Result.CURED, CUT
        if entry.intent.before is None:
            self.journal.move(entry.name, Mark.WITHOUT)
            return Result.NO_EFFECT, CUT
        if fix is None or fix.undo is None:
            self.journal.move(entry.name, Mark.ASIDE)
            return Result.FAILED, UNKNOWN
        return self._put_back(entry, fix)

    def _put_back(self, entry: Entry, fix: AnyFix) -> tuple[Result, str]:
        """Put a setting back, unless that was tried twice; note it beforehand."""
        mark = TRIES.get(entry.mark)
        if mark is None:
            self.journal.move(entry.name, Mark.ASIDE)
            return Result.FAILED, TWICE
        self.journal.move(entry.name, mark)
        why = self._undo(fix, entry)
        if not why:
            self.journal.ended(entry.name, Result.UNDONE)
            return Result.UNDONE, CUT
        if mark not in TRIES:
            self.journal.move(entry.name, Mark.ASIDE)
        return Result.FAILED, f"{TWICE}: {why.removeprefix(f'{NOT_UNDONE}: ')}"

    def _undo(self, fix: AnyFix, entry: Entry) -> str:
        """Put back; return why that failed, or nothing."""
        try:
            parts = self.host.parts(fix.parts, Lines(fix.id, 0))
        except (PartMissing, HostError) as trouble:
            return str(trouble)
        except Exception as bug:  # noqa: BLE001 - it must not end every later run
            return repr(bug)
        done = put_back(fix, entry.intent.before, parts)
        return done.why if done.result is Result.FAILED else ""

    def _is_healthy(self, name: str) -> bool:
        """Ask the judging check; where it is gone, nobody says so."""
        asked = [check for check in self.checks if check.id == name]
        answers = list(ask_all(self.host, asked, 0))
        return any(isinstance(answer.outcome, Healthy) for answer in answers)


def _said(entry: Entry, result: Result, why: str, seconds: float = 0.0) -> Recovered:
    told = entry.intent
    ids = (told.fix, told.code, told.check)
    return Recovered(entry.name, Taken(*ids, result, why, round(seconds, 3)))
