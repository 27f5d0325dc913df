"""Every run is kept: a local SQLite file of cases, each with its transcript."""

from __future__ import annotations

import _sqlite3 as sqlite3  # the module below ``sqlite3``, 2 ms sooner there
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import gmtime, strftime

from agent.case import Case, Taken
from agent.codec import Mismatch, build, plain, to_json
from agent.host.transcript import Asking
from agent.policy.retention import RetentionRules
from agent.trouble import BadInput
from agent.whole import refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.breaker import Run

SCHEMA = 1
TABLE = """
CREATE TABLE cases (
    id TEXT PRIMARY KEY,      -- sorts by time
    started TEXT NOT NULL,    -- UTC, ISO 8601
    trigger TEXT NOT NULL,    -- who asked: cli, window, schedule
    symptom TEXT NOT NULL,
    result TEXT NOT NULL,     -- healthy, repaired, problems, unsure
    causes TEXT NOT NULL,     -- problem codes, comma-separated
    seconds REAL NOT NULL,
    record TEXT NOT NULL,     -- the whole case, JSON
    transcript TEXT NOT NULL  -- what was asked and answered, JSON
) STRICT
"""
DID = """
SELECT strftime('%s', started),
       CASE WHEN instr(record, '"steps":[{') OR instr(record, '"recovered":[{')
       THEN json_extract(record, '$.steps', '$.recovered') ELSE '[[],[]]' END
FROM cases
WHERE instr(record, '"steps":[{') OR instr(record, '"recovered":[{') OR rowid >
      ifnull((SELECT rowid FROM cases ORDER BY rowid DESC LIMIT 1 OFFSET ?), 0)
ORDER BY rowid DESC
"""
"""Rows are numbered as they are written, whatever the clock said. However many came
after it, a run that did something is among them."""
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


class History:
    """The cases of one state folder; the file is made when the first is kept."""

    def __init__(self, folder: str) -> None:
        """Name the folder; nothing is opened yet."""
        self.path = os.path.join(folder, "history.sqlite")
        self._file: sqlite3.Connection | None = None

    def begin(self) -> str:
        """Open the file for a run; one that cannot be used is set aside, and told.

        No run fails for what an earlier one left.
        """
        try:
            with self._open():
                return ""
        except BadInput as damaged:
            told = str(damaged)
        if os.path.exists(self.path):
            told = self._set_aside("was written by a newer Blusser", "newer")
        with self._open():
            return told

    def close(self) -> None:
        """Let go of the file; it opens again when it is needed."""
        if self._file:
            self._file.close()
        self._file = None

    def keep(self, case: Case, askings: Sequence[Asking], most: int) -> None:
        """Add a case and drop the oldest beyond ``most``; all of it or nothing.

        What repaired something within a week stays, however many came after it.
        """
        from agent.pruning import trim

        text, record = to_json(plain(list(askings))), to_json(plain(case))
        codes = ",".join(cause.code for cause in case.causes)
        row = (case.id, case.started, case.trigger, case.symptom, case.result, codes)
        with self._open() as file, file:
            file.execute(
                "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, case.seconds, record, text),
            )
            trim(file, most)

    def prune(self, rules: RetentionRules) -> None:
        """Drop what is older or more than IT wants kept, but for the newest few."""
        from agent.pruning import prune

        with self._open() as file, file:
            prune(file, rules)

    def cases(self, most: int = 50) -> list[Case]:
        """Return the newest cases, newest first."""
        query = "SELECT record FROM cases ORDER BY id DESC LIMIT ?"
        if not os.path.exists(self.path):
            return []
        with self._reading() as file:
            rows = file.execute(query, (most,)).fetchall()
        return [self._case(text) for (text,) in rows]

    def has(self, case: str) -> bool:
        """Say whether a case is kept here, by its whole id."""
        if not os.path.exists(self.path):
            return False
        with self._open() as file:
            return bool(
                file.execute("SELECT 1 FROM cases WHERE id = ?", (case,)).fetchone()
            )

    def runs(self, most: int = 500) -> list[Run]:
        """Return what the newest runs did and when, in the order they were written."""
        if not os.path.exists(self.path):
            return []
        with self._open() as file:
            rows = file.execute(DID, (most,)).fetchall()
        return [_run(*row) for row in reversed(rows)]

    def find(self, wanted: str = "") -> tuple[Case, list[Asking]] | None:
        """Return a case by id, or the newest, with its transcript."""
        query = "SELECT record, transcript FROM cases WHERE id LIKE ? ORDER BY id DESC"
        if not os.path.exists(self.path):
            return None
        with self._reading() as file:
            row = file.execute(query, (wanted or "%",)).fetchone()
        if not row:
            return None
        import json

        try:
            askings = build(list[Asking], json.loads(row[1]))
        except (ValueError, Mismatch) as trouble:
            raise BadInput(self._set_aside(f"is damaged ({trouble})")) from trouble
        return self._case(row[0]), askings

    def _case(self, text: str) -> Case:
        import json

        try:
            case: Case = build(Case, json.loads(text))
        except (ValueError, Mismatch) as trouble:
            raise BadInput(self._set_aside(f"is damaged ({trouble})")) from trouble
        return case

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file for whoever wants to read it, or say why that cannot be."""
        try:
            with self._open() as file:
                yield file
        except OSError as trouble:
            why = os.strerror(trouble.errno or 0)
            msg = f"The history {self.path} cannot be read: {why}."
            raise BadInput(msg) from trouble

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file, making its table; a damaged one is set aside by name."""
        try:
            if self._file is None:
                file = sqlite3.connect(self.path, timeout=5, check_same_thread=False)
                self._file = file
                _prepare(file, self.path)
            yield self._file
        except sqlite3.DatabaseError as trouble:
            self.close()
            if getattr(trouble, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
                raise BadInput(self._set_aside(f"is damaged ({trouble})")) from trouble
            number = _number(trouble, os.path.dirname(self.path))
            raise OSError(number, f"{self.path}: {trouble}") from trouble

    def _set_aside(self, why: str, name: str = "damaged") -> str:
        """Move a file out of the way that cannot be used, and say what was done."""
        self.close()
        stamp = strftime("%Y%m%d-%H%M%S", gmtime())
        kept = f"{self.path}.{name}-{stamp}"
        for tail in ("", "-journal"):
            if os.path.exists(self.path + tail) and os.path.getsize(self.path + tail):
                os.rename(self.path + tail, kept + tail)
        return (
            f"The history {self.path} {why}; it was set aside as {kept}."
            " A new one is begun."
        )


def _run(at: str, did: str) -> Run:
    """Read what a run did; of one that does not say it, nothing."""
    import json

    from agent.breaker import Run

    try:
        steps, recovered = json.loads(did)
        rows = tuple[Taken, ...]
        return Run(float(at or 0), build(rows, steps), build(rows, recovered or []))
    except (ValueError, Mismatch):
        return Run(float(at or 0), ())


def _prepare(file: sqlite3.Connection, path: str) -> None:
    file.execute("PRAGMA journal_mode = TRUNCATE")
    (version,) = file.execute("PRAGMA user_version").fetchone()
    if version == SCHEMA:
        return
    if version > SCHEMA:
        msg = (
            f"The history {path} was written by a newer Blusser (form {version});"
            " update Blusser or name another folder with --state."
        )
        raise BadInput(msg)
    with file:
        file.execute("BEGIN IMMEDIATE")
        (version,) = file.execute("PRAGMA user_version").fetchone()
        if version == 0:
            file.execute(TABLE)
            file.execute(f"PRAGMA user_version = {SCHEMA}")


def _number(trouble: sqlite3.DatabaseError, folder: str) -> int:
    """Translate SQLite's codes to the errno the rest of the program knows.

    That a file could not be opened or made says nothing of why: the folder is asked.
    """
    import errno

    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    known = {
        sqlite3.SQLITE_FULL: errno.ENOSPC,
        sqlite3.SQLITE_READONLY: errno.EROFS,
        sqlite3.SQLITE_PERM: errno.EACCES,
        sqlite3.SQLITE_BUSY: errno.EBUSY,
    }
    if code == sqlite3.SQLITE_CANTOPEN:
        return refusal(folder) or errno.EACCES
    return known.get(code, errno.EIO)
