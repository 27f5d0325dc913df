"""Disks that stop writing, disks that never answer, and a run on one that is full."""

from __future__ import annotations

import time

import pytest

from tests.lab.disk.hung import hung
from tests.lab.disk.volume import Volume
from tests.lab.room import EMPLOYEE, HOME

pytestmark = pytest.mark.lab

BOTH = ("--only", "disk,login")


def test_a_disk_that_stopped_writing_is_why_nothing_can_be_saved(room):
    Volume(room, HOME).stop_writing()

    done = room.blusser("fix", *BOTH)

    assert (done.code, done.causes) == (1, ["file-system-read-only"])
    assert done.echoes == ["home-not-writable"]
    assert done.said["causes"][0]["facts"] == {"mounts": [HOME]}


def test_an_error_on_the_disk_is_why_it_stopped_writing(room):
    Volume(room, HOME).break_down()

    done = room.blusser("fix", *BOTH)

    assert (done.code, done.causes) == (1, ["file-system-errors"])
    assert sorted(done.echoes) == ["file-system-read-only", "home-not-writable"]
    assert done.said["causes"][0]["facts"]["errors"] == 1


def test_a_disk_meant_to_be_read_only_is_no_problem(room):
    room.sh("mkdir -p /tmp/x")
    volume = Volume(room, "/tmp")
    volume.stop_writing()
    room.sh("echo '/dev/sda9 /tmp ext4 ro,noexec 0 2' >>/etc/fstab")

    assert room.blusser("check", "--only", "disk").code == 0


def test_a_view_made_read_only_is_no_fault_of_the_disk(room):
    room.sh("mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp")

    assert room.blusser("check", "--only", "disk").code == 0


def test_a_full_disk_is_why_nothing_can_be_saved(room):
    Volume(room, HOME).fill()

    seen = room.blusser("check", *BOTH)

    assert seen.causes == ["system-disk-full"]
    assert sorted(seen.echoes) == ["home-not-writable", "space-grew"]


@pytest.mark.parametrize(
    ("kind", "code"), [("fuse.sshfs", "server-folder-hangs"), ("fuse", "mount-hangs")]
)
def test_a_folder_that_hangs_is_named_and_hangs_nobody(room, kind, code):
    """A hung mount of ours; the real ones differ in name only."""
    with hung(room, HOME, kind):
        seen = room.blusser("check", "--only", "disk")

    assert (seen.causes, seen.unsure) == ([code], [])
    assert seen.said["causes"][0]["facts"]["mounts"] == [HOME]
    assert seen.said["seconds"] < 3


def test_a_program_that_read_the_question_and_hangs_hangs_nobody(room):
    """Whoever waits for its answer cannot even be killed: the run ends all the same."""
    room.sh("mkdir /tmp/far")
    with hung(room, "/tmp/far", "fuse.sshfs", "reads"):
        began = time.monotonic()
        seen = room.blusser("check", "--only", "disk")

        assert time.monotonic() - began < 5
    assert (seen.causes, seen.unsure) == (["server-folder-hangs"], [])


def test_a_full_home_with_a_folder_in_it_that_hangs_is_told_all_the_same(room):
    Volume(room, HOME).fill(name="film")
    with hung(room, f"{HOME}/lost+found", "fuse.sshfs", "reads"):
        seen = room.blusser("check", "--only", "disk")

    assert sorted(seen.causes) == ["server-folder-hangs", "system-disk-full"], seen
    assert seen.echoes == ["space-grew"]
    assert seen.unsure == ["disk.disk_answers_quickly"]


def test_a_folder_whose_program_has_ended_is_named(room):
    room.sh("mkdir /tmp/far")
    with hung(room, "/tmp/far", "fuse.sshfs") as server:
        server.stdin.close()
        server.wait(10)
        seen = room.blusser("check", "--only", "disk")

    assert (seen.causes, seen.unsure) == (["mount-broken"], [])


def test_a_home_on_a_server_that_hangs_hangs_nobody(room):
    with hung(room, HOME, "fuse.sshfs"):
        began = time.monotonic()
        seen = room.blusser("check", *BOTH)

        assert time.monotonic() - began < 8
    assert seen.causes == ["server-folder-hangs"]
    assert seen.unsure == ["login.home_is_usable"]


def test_a_clean_up_beside_a_server_that_hangs_ends(room):
    temp = Volume(room, "/tmp")
    room.sh("head -c 20000000 /dev/zero >/tmp/old; mkdir /tmp/far", user=EMPLOYEE)
    temp.age()
    temp.fill()
    with hung(room, "/tmp/far", "fuse.sshfs"), hung(room, HOME, "fuse.sshfs"):
        done = room.blusser("fix", "--only", "disk")

    assert done.steps["clean_temp_and_caches"] == "cured", done
    assert done.said["outcome"] == "problems"


STATES = {
    "there": lambda home: home.room.blusser(
        "check", "--only", "disk", state=f"{HOME}/state"
    ),
    "not there yet": lambda home: None,
}
FAULTS = {
    "full": Volume.fill,
    "crowded": lambda home: home.crowd(f"{HOME}/mail", user=EMPLOYEE),
    "read-only": Volume.stop_writing,
    "broken": Volume.break_down,
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("before", STATES)
def test_a_run_that_cannot_be_kept_is_a_run_all_the_same(room, before, fault):
    home = Volume(room, HOME, files=2000)
    STATES[before](home)
    FAULTS[fault](home)
    has_room = (before, fault) == ("there", "crowded")

    for command in ("check", "fix"):
        done = room.blusser(command, "--only", "disk", state=f"{HOME}/state")

        assert done.code == 1, done
        assert len(done.causes) == 1
        assert done.beside.count("could not be kept") == (not has_room)
        assert "Traceback" not in done.beside
    assert done.said["escalation"]["state"] == "none"
