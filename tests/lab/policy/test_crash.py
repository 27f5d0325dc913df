"""Whatever happens while a copy of the rules is kept: there is an old one or a new one.

strace kills the process, or lets the call fail, at every call that writes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from agent.policy.source import load
from tests.agent.policy.conftest import Places

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[3]
WRITING = ("write", "fsync", "rename", "unlink", "mkdir", "fchmod")
LOAD = """
import sys
from pathlib import Path
from agent.policy.source import load
from tests.agent.policy.conftest import Places
places = Places.__new__(Places)
places.folder = Path(sys.argv[1])
print(load("", places, set).policy.support)
"""
OLD, NEW, WRONG = b"support = 'old'\n", b"support = 'new'\n", b"[disk"


@pytest.fixture
def places(tmp_path):
    made = Places(tmp_path / "etc")
    made.lay("policy.toml", OLD)
    assert load("", made, set).policy.support == "old"
    made.lay("policy.toml", NEW)
    return made


def keep(places, *faults):
    """Load the new rules in a process of its own, which keeps a copy; or is hindered."""
    strace = ["strace", "-f", "-y", "-o", f"{places.folder.parent}/trace"]
    strace += ["-e", f"trace={','.join(WRITING)}"]
    for fault in faults:
        strace += ["-e", f"inject={fault}"]
    return subprocess.run(
        [*strace, sys.executable, "-c", LOAD, str(places.folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def calls(places):
    """Return how often each kind of call is made where nothing hinders it."""
    done = keep(places)
    assert done.stdout == "new\n", done.stderr
    lines = (places.folder.parent / "trace").read_text().splitlines()
    kinds = (re.match(r"\d+ +(\w+)\(", line) for line in lines)
    return Counter(kind[1] for kind in kinds if kind)


def last_good(places):
    """Return what applies after the file was broken as well."""
    places.lay("policy.toml", WRONG)
    return load("", places, set).policy.support


def reset(places):
    for raw in (OLD, NEW):
        places.lay("policy.toml", raw)
        if raw == OLD:
            load("", places, set)


def test_a_copy_is_written_to_the_disk_before_it_takes_the_place_of_the_old(places):
    assert calls(places).keys() >= {"write", "fsync", "rename"}
    trace = (places.folder.parent / "trace").read_text()

    assert trace.index("fsync(") < trace.index("rename(") < trace.rindex("fsync(")


def test_killed_at_whichever_call_the_old_or_the_new_one_is_whole(places):
    seen = set()
    for kind, number in calls(places).items():
        for at in range(1, number + 1):
            reset(places)
            done = keep(places, f"{kind}:signal=SIGKILL:when={at}")
            assert done.returncode != 0, (kind, at)
            seen.add(last_good(places))

    assert seen == {"old", "new"}


@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EACCES", "EROFS"])
def test_whichever_call_fails_the_new_rules_apply_and_a_copy_is_whole(places, error):
    for kind, number in calls(places).items():
        for at in range(1, number + 1):
            reset(places)
            done = keep(places, f"{kind}:error={error}:when={at}")
            if kind != "write":  # the last write is what this test itself prints
                assert (done.returncode, done.stdout) == (0, "new\n"), (kind, at)
            assert last_good(places) in {"old", "new"}, (kind, at)
            left = os.listdir(places.folder / "kept")
            assert [one for one in left if one.endswith(".part")] == [], (kind, at)


def test_after_a_failed_fsync_nothing_is_believed_to_be_written(places):
    done = keep(places, "fsync:error=EIO:when=1")
    trace = (places.folder.parent / "trace").read_text()

    assert done.stdout == "new\n"
    assert trace.count("fsync(") == 1
    assert "rename(" not in trace
    assert last_good(places) == "old"
