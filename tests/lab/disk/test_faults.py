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

    assert (seen.causes, seen.echoes) == (["system-disk-full"], ["home-not-writable"])


@pytest.mark.parametrize("kind", ["fuse.sshfs", "fuse"])
def test_a_server_that_hangs_is_never_asked_about_its_disk(room, kind):
    """A hung mount of ours; the real ones differ in name only."""
    with hung(room, HOME, kind):
        seen = room.blusser("check", "--only", "disk")

    assert (seen.code, seen.unsure) == (0, [])
    assert seen.said["seconds"] < 2


def test_a_home_on_a_server_that_hangs_hangs_nobody(room):
    with hung(room, HOME, "fuse.sshfs"):
        began = time.monotonic()
        seen = room.blusser("check", *BOTH)

        assert time.monotonic() - began < 8
    assert (seen.code, seen.unsure) == (3, ["login.home_is_usable"])


def test_a_clean_up_beside_a_server_that_hangs_ends(room):
    temp = Volume(room, "/tmp")
    room.sh("head -c 20000000 /dev/zero >/tmp/old; mkdir /tmp/far", user=EMPLOYEE)
    temp.age()
    temp.fill()
    with hung(room, "/tmp/far", "fuse.sshfs"), hung(room, HOME, "fuse.sshfs"):
        done = room.blusser("fix", "--only", "disk")

    assert (done.code, done.steps) == (0, {"clean_temp_and_caches": "cured"}), done


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
