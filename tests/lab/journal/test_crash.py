"""Whatever happens at whichever call: the next start ends it, exactly once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from agent.history import History
from agent.journal import OPEN as STILL_OPEN
from agent.journal import Journal
from tests.lab.journal.crash import calls, faulty
from tests.lab.journal.valve import OPEN, SHUT, next_start, prepare

pytestmark = pytest.mark.lab

KILLED = "signal=SIGKILL"
ERRORS = [f"error={name}" for name in ("EIO", "ENOSPC", "EACCES", "EROFS")]


def wrong(folder: Path, *, helps: bool) -> list[str]:
    """Start twice after a fault, and return what must never be so."""
    next_start(folder)
    log = folder / "log"
    done = log.read_text() if log.exists() else ""
    again = next_start(folder)
    setting = (folder / "valve").read_text()
    journal, told = Journal(str(folder / "state")), story(folder)
    undone = done.count("undo")
    claims = {
        "the setting is something else": setting not in (SHUT, OPEN),
        "a setting that did not help stayed": not helps and setting != SHUT,
        "what helped was lost": helps
        and setting == SHUT
        and done.count("act") > undone,
        "it was put back and is not": setting == OPEN and bool(undone),
        "it was put back more than twice": undone > 2,
        "nobody tells of it": "act" in done and not told,
        "something is still open": journal.count(*STILL_OPEN) > 0,
        "half a file is left": any((folder / "state" / "journal").glob(".*")),
        "it is told again": again.recovered != (),
        "something is done again": log.exists() and log.read_text() != done,
    }
    return [claim for claim, true in claims.items() if true]


def story(folder: Path) -> list[str]:
    """Return what the history tells of the repair."""
    with closing(History(str(folder / "state"))) as history:
        cases = history.cases()
    return [one.result for case in cases for one in (*case.steps, *case.recovered)]


def matrix(tmp_path: Path, fault: str, *, helps: bool, journal: str = "good"):
    """Let each call go wrong in turn, on a fresh machine; return what went wrong."""
    found = []
    plain = prepare(tmp_path / "plain", helps=helps)
    numbered = calls(plain, journal)
    for at, call in numbered.items():
        folder = prepare(tmp_path / f"{at[0]}-{at[1]}", helps=helps)
        code = faulty(folder, fault, at, journal)
        if fault != KILLED:
            assert code in (0, 2), (at, call)
        found += [(at, call, claim) for claim in wrong(folder, helps=helps)]
    assert len(numbered) > 40
    return found


@pytest.mark.parametrize("helps", [False, True])
def test_a_run_killed_at_any_call_is_ended_by_the_next_start(tmp_path, helps):
    assert matrix(tmp_path, KILLED, helps=helps) == []


@pytest.mark.parametrize("error", ERRORS)
def test_a_call_that_fails_leaves_nothing_half_done(tmp_path, error):
    assert matrix(tmp_path, error, helps=False) == []


def test_the_matrix_catches_a_journal_that_writes_too_late(tmp_path):
    found = matrix(tmp_path, KILLED, helps=False, journal="late")

    assert "a setting that did not help stayed" in {claim for _, _, claim in found}
