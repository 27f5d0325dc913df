"""A shared folder that hangs, is full, or knows no links: the kernel's own answers."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.agent.desk.paper import KEY
from tests.lab.disk.hung import SERVER

pytestmark = pytest.mark.lab

ASK = """
import os, sys, time
from agent.desk.folder import Folder
from agent.desk.model import DeskError
from agent.host.linux import apart
from tests.agent.desk.paper import REPORT, TICKET
folder = Folder(sys.argv[1], patience=float(sys.argv[2]), apart=apart)
began = time.monotonic()
for ask in (folder.preflight, lambda: folder.create(TICKET),
            lambda: folder.attach(folder.create(TICKET), REPORT)):
    try:
        print(ask())
    except DeskError as wrong:
        print(type(wrong).__name__, wrong)
print(f"{time.monotonic() - began:.1f}")
"""


def asked(folder, patience, before="", beside=()):
    """Ask a folder in mounts of our own; return what it said, and the last line."""
    script = f'{before}\nexec "$@"'
    words = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", script]
    words += ["sh", *beside, sys.executable, "-c", ASK, str(folder), str(patience)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    *answers, last = done.stdout.splitlines()
    return answers, last


def test_a_share_that_is_healthy_takes_all(tmp_path):
    answers, _ = asked(tmp_path, 20)

    assert answers[0] == answers[2] == "None"
    assert KEY in answers[1]
    assert len(os.listdir(tmp_path)) == 2


@pytest.mark.parametrize("reads", ["", "reads"])
def test_a_share_whose_server_is_gone_keeps_nobody(tmp_path, reads):
    """The program ends as well, also where a program that serves the mount has taken
    the question (FUSE, as sshfs): the kernel lets nobody go then, until that ends.
    """
    with hung(tmp_path, reads) as inside:
        words = [*inside, sys.executable, "-c", ASK, str(tmp_path), "1"]
        began = time.monotonic()
        code, said, trouble = ran(words, 30)
        told = time.monotonic() - began

    lines = said.splitlines()
    assert [one[:10] for one in lines[:3]] == ["LaterError"] * 3
    assert "ETIMEDOUT" in lines[0]
    assert float(lines[3]) < 2
    assert (code, trouble) == (0, "")
    assert told < 10


POLICY = """
[desk]
kind = "folder"
url = "{folder}"
"""


def test_the_whole_program_ends_too_and_says_what_is_wrong(tmp_path):
    """Twice: the first left a copy behind that still waits, and no lock with it."""
    share, state = tmp_path / "share", tmp_path / "state"
    share.mkdir()
    (tmp_path / "policy.toml").write_text(POLICY.format(folder=share))
    mine = ("--json", "--policy", f"{tmp_path}/policy.toml", "--state", str(state))
    with hung(share, "reads") as inside:
        words = [*inside, sys.executable, "-m", "agent", "desk", "test", *mine]
        for _ in range(2):
            code, out, trouble = ran(words, 60)
            said = json.loads(out)
            assert (code, trouble, said["ready"]) == (1, "", False)
            assert "ETIMEDOUT: its server is away" in said["why"]


def ran(words, seconds):
    """Run a program; one that hangs is let go where ``hung`` ends, and not before."""
    it = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, trouble = it.communicate(timeout=seconds)
    return it.returncode, out.decode(), trouble.decode()


@contextmanager
def hung(place, *reads):
    """Mount what never answers; yield how to begin a program where it is mounted."""
    words = [
        sys.executable,
        "-c",
        SERVER,
        str(place),
        "fuse.sshfs",
        *filter(None, reads),
    ]
    with subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout.readline() == b"\n"
        inside = ["nsenter", f"--target={server.pid}", "--mount"]
        try:
            yield [*inside, f"--wdns={os.getcwd()}", "--"]
        finally:
            server.stdin.close()


def test_a_share_that_is_full_is_for_later_and_keeps_no_half_file(tmp_path):
    """A report is larger than what is left; its ticket is not."""
    full = f"mount -t tmpfs -o size=64k none {tmp_path}"
    keep = f"""{full}
    "$@"
    ls -A {tmp_path}
    exit 0"""
    answers, last = asked(tmp_path, 20, before=keep)

    assert answers[2].startswith("LaterError")
    assert "ENOSPC" in answers[2]
    assert last == f"blusser-{KEY}.json"


@pytest.mark.parametrize("error", ["EPERM", "EOPNOTSUPP", "ENOSYS"])
def test_a_share_that_knows_no_links_takes_all_and_overwrites_nothing(tmp_path, error):
    strace = ["/usr/bin/strace", "-f", "-qq", "-o", "/dev/null"]
    strace += ["-e", f"inject=link,linkat:error={error}"]
    for _ in range(2):
        answers, _ = asked(tmp_path, 20, beside=strace)
        assert answers[0] == answers[2] == "None"
    assert len(os.listdir(tmp_path)) == 2
    ticket = tmp_path / f"blusser-{KEY}.json"
    ticket.write_text("theirs")

    answers, _ = asked(tmp_path, 20, beside=strace)
    assert answers[1].startswith("RefusedError something else")
    assert ticket.read_text() == "theirs"


@pytest.mark.parametrize("error", ["", ":error=EPERM"])
def test_one_who_comes_in_between_is_not_overwritten(tmp_path, error):
    """strace holds the naming up, after the name was looked at and found free."""
    strace = ["/usr/bin/strace", "-f", "-qq", "-o", "/dev/null"]
    strace += ["-e", f"inject=link,linkat{error}:delay_enter=700000"]
    words = [*strace, sys.executable, "-c", ASK, str(tmp_path), "20"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as asking:
        until = time.monotonic() + 20
        while not list(tmp_path.glob(f"blusser-{KEY}.json.*.part")):
            assert time.monotonic() < until
            time.sleep(0.01)
        ticket = tmp_path / f"blusser-{KEY}.json"
        ticket.write_text("theirs")
        answers = asking.communicate(timeout=30)[0].splitlines()

    assert answers[1].startswith("RefusedError something else")
    assert ticket.read_text() == "theirs"
    assert os.listdir(tmp_path) == [ticket.name]


def test_a_share_that_one_may_only_read_is_refused(tmp_path):
    only = f"mount --bind -o ro {tmp_path} {tmp_path}"
    only += f"; mount -o remount,bind,ro {tmp_path}"
    answers, _ = asked(tmp_path, 20, before=only)

    assert all(one.startswith("RefusedError") and "EROFS" in one for one in answers)
