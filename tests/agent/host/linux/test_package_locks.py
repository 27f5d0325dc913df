"""Who holds a lock of those that install software, by real locks of real processes."""

import fcntl
import os
import subprocess
import sys

import pytest

from agent.host.linux.package_locks import RPM, holder

HOLD = """
import fcntl, sys
file = open(sys.argv[1], "r+")
fcntl.lockf(file, int(sys.argv[2]))
print("held", flush=True)
input()
"""


@pytest.fixture(params=RPM)
def lock(request, tmp_path):
    place = tmp_path / request.param
    place.parent.mkdir(parents=True)
    place.touch()
    (tmp_path / "proc").symlink_to("/proc")
    return place


def held(lock, root, how):
    words = [sys.executable, "-c", HOLD, str(lock), str(how)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe) as other:
        other.stdout.readline()
        found = holder(str(root), RPM)
        other.communicate(b"\n")
    return found == other.pid, found


def test_who_changes_what_is_installed_is_seen(lock, tmp_path):
    assert held(lock, tmp_path, fcntl.LOCK_EX)[0]
    assert holder(str(tmp_path), RPM) == 0, "it has ended"


def test_who_only_asks_what_is_installed_is_not(lock, tmp_path):
    assert held(lock, tmp_path, fcntl.LOCK_SH) == (False, 0)


def test_a_machine_without_such_a_lock_installs_nothing(tmp_path):
    os.symlink("/proc", tmp_path / "proc")

    assert holder(str(tmp_path), RPM) == 0
