"""The question at a real terminal: only a clear yes sends, and every way out is one."""

import os
import pty
import re
import select
import subprocess
import sys
from contextlib import suppress
from time import monotonic, sleep

import pytest

from tests.agent.cli.test_send import packed, tickets

QUESTION = "Send this to IT?"
PERSON = 0.3
"""Seconds a person needs to read. A Ctrl-C in the microseconds before the program waits
for a key is heard at the next one, as in every program in Python."""
PATIENCE = 30.0
"""Seconds until a program that says nothing more is a failure."""


@pytest.fixture
def share(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def seat(tmp_path, share):
    """Run a command at a terminal, type what is told at its question, return all."""
    (tmp_path / "policy.toml").write_text(f'[desk]\nkind = "folder"\nurl = "{share}"\n')

    def run(keys, *argv):
        ours, theirs = pty.openpty()
        command = (sys.executable, "-m", "tests.agent.cli.seat", str(tmp_path), *argv)
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        child = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment,
        )
        os.close(theirs)
        try:
            said = heard(ours, QUESTION)
            sleep(PERSON)
            os.write(ours, keys)
            said += heard(ours)
            return child.wait(PATIENCE), said
        finally:
            os.close(ours)
            if child.poll() is None:
                child.kill()
                child.wait()

    return run


def heard(terminal, until=None):
    """Read from a terminal up to a text, else until nobody is there any more."""
    said, end = "", monotonic() + PATIENCE
    with suppress(OSError):  # the system's way of saying that nobody is there
        while until is None or until not in said:
            ready, _, _ = select.select([terminal], [], [], end - monotonic())
            assert ready, said
            if not (data := os.read(terminal, 4096)):
                break
            said += data.decode(errors="replace")
    assert until is None or until in said, said
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)


@pytest.mark.parametrize("yes", [b"y\n", b"Yes\n", b"ja\n", b"oui\n"])
def test_a_yes_sends_and_says_the_ticket(seat, share, yes):
    code, said = seat(yes, "fix")

    (ticket,) = tickets(share)
    assert code == 1
    assert "well" in ticket["subject"]
    assert "IT has it: ticket" in said


@pytest.mark.parametrize(
    ("keys", "code"),
    [(b"n\n", 1), (b"\n", 1), (b"yep\n", 1), (b"\x04", 1), (b"\x03", 130)],
    ids=["no", "enter", "something else", "end of input", "ctrl-c"],
)
def test_anything_else_sends_nothing_and_ends_quietly(seat, share, keys, code):
    ended, said = seat(keys, "fix")

    assert os.listdir(share) == []
    assert "Traceback" not in said
    assert said.endswith("\n")
    assert ended == code


def test_what_the_report_holds_is_said_before_the_question(seat, share):
    _, said = seat(b"y\n", "fix", "--without", "machine")

    before = " ".join(said.split(QUESTION)[0].split())
    assert "--without NAME" in before
    assert "Left out by whoever sent this: This computer" in before
    assert b"Toy 1" not in packed(share)
