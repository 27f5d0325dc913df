"""What Blusser is about to change on this machine, written down before it is.

One small file for each repair that was begun. What is in it never changes; how far
the repair got is the end of its name, so that each move is one rename, which needs no
room on the disk and is done or not done (docs/decisions/0012).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from time import time

from agent.codec import Mismatch, build, plain, to_json
from agent.events import Result
from agent.notes import read_back, write_down
from agent.planning import Step
from agent.typed import Any
from agent.value import Value
from agent.whole import settle

FORM = 1
PROCESS = os.urandom(8).hex()
"""Names this process; unlike its number, no other ever had it."""


class Mark(StrEnum):
    """How far a repair got; two marks for undoing, because it is tried twice at most.

    ``aside`` and ``damaged`` are for IT and stay.
    """

    BEGUN = "begun"
    UNDOING = "undoing"
    UNDOING_AGAIN = "undoing-again"
    KEPT = "kept"
    UNDONE = "undone"
    WITHOUT = "without-effect"
    ASIDE = "aside"
    DAMAGED = "damaged"


OPEN = (Mark.BEGUN, Mark.UNDOING, Mark.UNDOING_AGAIN)
ENDED = (Mark.KEPT, Mark.UNDONE, Mark.WITHOUT)
PASSING = {errno.ENOENT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""It got another mark this moment, or the machine is short of something: no damage."""
MARK_OF = {Result.CURED: Mark.KEPT, Result.UNDONE: Mark.UNDONE}


class Intent(Value):
    """A repair about to be tried: by which run and process, and when (Unix time).

    ``before`` is the setting that ``undo`` is given, nothing where none changes.
    """

    form: int
    case: str
    process: str
    at: float
    fix: str
    code: str
    check: str
    before: Any = None


class Entry(Value):
    """What stands in the journal: the file's name without its mark, and the mark."""

    name: str
    mark: Mark
    intent: Intent


class Journal:
    """The journal of one state folder, to be used while that folder is held."""

    def __init__(self, state: str, case: str = "") -> None:
        """Name the state folder, and the run that writes; nothing is touched yet."""
        self.folder, self._case = os.path.join(state, "journal"), case
        self._count = 0
        self.damaged: list[str] = []

    def intend(self, step: Step, before: Any) -> str:
        """Write an intent; it is on the disk when this returns, else ``OSError``."""
        self._make_folder()
        name = f"{self._case}-{self._count:02}"
        self._count += 1
        ids = (step.fix.id, step.code, step.check.id)
        intent = Intent(FORM, self._case, PROCESS, time(), *ids, plain(before))
        write_down(self._at(f"{name}.{Mark.BEGUN}"), to_json(plain(intent)))
        return name

    def undoing(self, entry: str) -> None:
        """See ``Ledger``; a setting is put back also where this cannot be noted."""
        with suppress(OSError):
            self.move(entry, Mark.UNDOING)

    def ended(self, entry: str, result: Result) -> None:
        """See ``Ledger``; where it cannot be noted, the next start finds out."""
        with suppress(OSError):
            self.move(entry, MARK_OF.get(result, Mark.WITHOUT))

    def move(self, entry: str, to: Mark) -> None:
        """Give an entry another mark. Raises ``OSError`` where that is not certain."""
        for name, mark in list(self._files()):
            if name == entry:
                os.rename(self._at(f"{name}.{mark}"), self._at(f"{name}.{to}"))
                settle(self.folder)

    def forget(self, case: str = "", *names: str) -> None:
        """Drop entries that ended and were told: those named, or of a whole run."""
        for name, mark in list(self._files()):
            told = name in names or name.startswith(f"{case or '?'}-")
            if told and mark in ENDED:
                with suppress(OSError):
                    os.unlink(self._at(f"{name}.{mark}"))

    def entries(self) -> tuple[Entry, ...]:
        """Return what is not forgotten yet, the newest first.

        A file that does not hold what was written is set aside, and left to IT; what
        was not finished being written announced nothing that was done, and goes.
        """
        found = []
        self._sweep()
        for name, mark in sorted(self._files(), reverse=True):
            if mark not in (*OPEN, *ENDED):
                continue
            try:
                intent = _intent(read_back(self._at(f"{name}.{mark}")))
                found.append(Entry(name, mark, intent))
            except (OSError, ValueError, Mismatch) as trouble:
                if getattr(trouble, "errno", 0) in PASSING:
                    continue
                with suppress(OSError):
                    self.move(name, Mark.DAMAGED)
                    self.damaged.append(self._at(f"{name}.{Mark.DAMAGED}"))
        return tuple(found)

    def count(self, *marks: Mark) -> int:
        """Return how many files have one of these marks."""
        return sum(mark in marks for _, mark in self._files())

    def _files(self) -> Iterator[tuple[str, Mark]]:
        """Yield names and marks; what was not finished being written has none."""
        with suppress(OSError):
            for file in os.listdir(self.folder):
                name, _, mark = file.rpartition(".")
                if name and mark in list(Mark):
                    yield name, Mark(mark)

    def _sweep(self) -> None:
        with suppress(OSError):
            for file in os.listdir(self.folder):
                if file.startswith("."):
                    os.unlink(self._at(file))

    def _make_folder(self) -> None:
        with suppress(FileExistsError):
            os.mkdir(self.folder, 0o700)
            settle(os.path.dirname(self.folder))

    def _at(self, file: str) -> str:
        return os.path.join(self.folder, file)


def _intent(text: str) -> Intent:
    """Read an intent; ``ValueError`` or ``Mismatch`` where it is none we know."""
    import json

    intent: Intent = build(Intent, json.loads(text))
    if intent.form != FORM:
        msg = f"another Blusser wrote form {intent.form}"
        raise ValueError(msg)
    return intent
