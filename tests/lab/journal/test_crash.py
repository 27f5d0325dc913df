"""Whatever happens at whichever call: the next start ends it, exactly once."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from agent.carrying import NOT_WRITTEN
from agent.history import History
from agent.journal import OPEN as STILL_OPEN
from agent.journal import Journal
from tests.lab.journal import valve
from tests.lab.journal.crash import calls, faulty, run
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


def test_the_intent_is_on_the_disk_before_the_setting_is_touched(tmp_path):
    assert too_early(tmp_path, "good") == []


def test_that_catches_a_journal_that_does_not_wait_for_the_disk(tmp_path):
    assert too_early(tmp_path, "unsynced") == ["file", "folder"]


def too_early(tmp_path: Path, journal: str) -> list[str]:
    """Return what of the intent was not on the disk when the setting was changed."""
    folder = prepare(tmp_path / "machine", helps=True)
    done = run(folder, "", journal)
    assert done.returncode == 0, done.stderr
    lines = (folder / "trace").read_text().splitlines()
    (act,) = (at for at, line in enumerate(lines) if "valve.new>" in line)
    before = [line for line in lines[:act] if "/state/journal" in line]
    synced = [at for at, line in enumerate(before) if " fsync(" in line]
    named = next(at for at, line in enumerate(before) if " rename(" in line)
    claims = {
        "file": any("/journal/." in before[at] for at in synced if at < named),
        "folder": any("/journal>" in before[at] for at in synced if at > named),
    }
    return [what for what, true in claims.items() if not true]


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """Return a state folder on a disk of 64 kB that is full."""
    folder = prepare(tmp_path / "machine", helps=True)
    state = folder / "state"
    state.mkdir()
    subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(state)], check=True
    )
    (state / "journal").mkdir()
    with suppress(OSError), open(state / "fill", "wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    yield folder
    subprocess.run(["/bin/umount", str(state)], check=True)


def test_on_a_full_disk_no_setting_is_changed_and_the_person_is_told(tiny):
    case = valve.run(tiny)

    assert [(one.result, one.why) for one in case.steps] == [
        ("refused", f"{NOT_WRITTEN}: {os.strerror(errno.ENOSPC)}")
    ]
    assert (tiny / "valve").read_text() == SHUT
    assert not (tiny / "log").exists()
    assert os.listdir(tiny / "state" / "journal") == []


def test_what_changes_no_setting_is_done_on_a_full_disk_too(tiny):
    case = valve.run(tiny, fixes=(valve.tap_the_pipe,))

    assert [one.result for one in case.steps] == ["no-effect"]
    assert (tiny / "log").read_text() == "tap\n"


def test_a_repair_cut_short_is_put_back_on_a_disk_that_is_full_by_now(tiny):
    (tiny / "state" / "fill").unlink()
    (tiny / "helps").unlink()
    act = next(at for at, call in calls(tiny).items() if "valve.new" in call)
    assert faulty(tiny, KILLED, act) != 0
    with suppress(OSError), open(tiny / "state" / "fill", "wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    case = next_start(tiny)

    assert [one.result for one in case.recovered] == ["undone"]
    assert (tiny / "valve").read_text() == SHUT
