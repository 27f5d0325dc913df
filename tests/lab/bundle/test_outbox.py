"""The outbox on a disk that is full: one sentence, and nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.lab.room import PROJECT, PYTHON, STATE, Room

pytestmark = pytest.mark.lab

OUTBOX = f"{STATE}/outbox"


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """Return a room whose outbox is a disk of two pages."""
    made = Room(str(tmp_path))
    try:
        made.write("/mnt/policy.toml", f'outbox = "{OUTBOX}"\n')
        made.sh(f"mkdir {OUTBOX} && mount -t tmpfs -o size=8k,mode=777 none {OUTBOX}")
        yield made
    finally:
        made.close()


def bundle(room: Room, *words: str) -> tuple[int, str, str]:
    """Make a bundle of a disk run, as an employee."""
    fixed = ["--policy", "/mnt/policy.toml", "--state", f"{STATE}/els"]
    command = (PYTHON, "-m", "agent", "bundle", "--only", "disk", *words, *fixed)
    done = room.run(*command, user="els", PYTHONPATH=PROJECT)
    return done.returncode, done.stdout, done.stderr


def test_a_full_outbox_is_one_sentence_and_leaves_nothing(room):
    room.sh(f"head -c 8192 /dev/zero >{OUTBOX}/other")
    code, out, err = bundle(room)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert f"cannot be written to {OUTBOX} (No space left on device)" in err
    assert room.sh(f"ls -A {OUTBOX}").split() == ["other"]


def test_with_room_again_it_is_there(room):
    code, out, err = bundle(room, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["bundle"].startswith(f"{OUTBOX}/blusser-2")


def test_an_outbox_that_may_only_be_read_is_one_sentence(room):
    room.sh(f"mount -o remount,ro {OUTBOX}")
    code, out, err = bundle(room)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert "Read-only file system" in err
