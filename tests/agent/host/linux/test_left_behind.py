"""What hangs is left behind, with nothing of ours in its hands."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from agent.desk.model import LaterError
from agent.host.linux.left_behind import LEFT, apart


def fail(wrong):
    raise wrong


def children():
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(one) for one in file.read().split()]


def ended(pid):
    until = time.monotonic() + 10
    while pid in LEFT and time.monotonic() < until:
        time.sleep(0.01)
    return pid not in LEFT and pid not in children()


def test_what_is_done_in_time_is_returned_and_no_child_is_left():
    before = children()

    assert apart(10, lambda: 7) == 7
    assert apart(10, lambda: None) is None
    assert apart(10, lambda: b"x" * 3_000_000) == b"x" * 3_000_000
    assert apart(10, os.getpid) != os.getpid()
    assert (children(), LEFT) == (before, set())


@pytest.mark.parametrize(
    "wrong",
    [FileExistsError("/x"), OSError(errno.ENOSPC, "full"), LaterError("away", 7.0)],
)
def test_what_goes_wrong_in_time_is_raised_as_it_was(wrong):
    with pytest.raises(type(wrong)) as caught:
        apart(10, lambda: fail(wrong))
    assert caught.value.args == wrong.args
    assert vars(caught.value) == vars(wrong)


def test_a_copy_that_dies_is_an_error_of_the_folder():
    with pytest.raises(OSError, match="has died") as caught:
        apart(10, lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert caught.value.errno == errno.EIO


def test_who_is_late_is_left_behind_and_nobody_else_is_sent_meanwhile(monkeypatch):
    """A copy that no signal ends, as one that waits in the kernel."""
    monkeypatch.setattr("agent.host.linux.left_behind.signal.SIGKILL", 0)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        apart(0.2, lambda: time.sleep(60))
    (child,) = LEFT
    with pytest.raises(TimeoutError):
        apart(10, lambda: 7)
    assert time.monotonic() - began < 5

    os.kill(child, signal.SIGTERM)
    assert ended(child)
    assert apart(10, lambda: 7) == 7


def test_one_that_can_be_ended_is():
    with pytest.raises(TimeoutError):
        apart(0.2, lambda: time.sleep(60))
    assert all(ended(child) for child in list(LEFT))


def test_the_copy_has_nothing_open_but_its_way_back(tmp_path):
    with open(tmp_path / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held = apart(10, lambda: {os.path.realpath(f"/proc/self/fd/{n}") for n in FDS})

    assert str(tmp_path / "lock") not in held
    assert [one for one in held if not one.startswith("/proc")] == ["/dev/null"]


FDS = range(400)

LEAVES = """
import time
from agent.host.linux import left_behind as it
it.signal.SIGKILL = 0
try:
    it.apart(0.2, lambda: time.sleep(5))
except TimeoutError:
    print("late", flush=True)
"""


def test_a_program_that_left_one_ends_and_so_does_what_it_says():
    """Whoever reads until the end would wait for the copy, had it our output."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LEAVES], capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (0, "late\n"), done.stderr
    assert time.monotonic() - began < 4.5
