"""A disk that really is slow: the kernel lets it write no more than so often."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.lab.disk.volume import Volume
from tests.lab.room import HOME, Room

pytestmark = pytest.mark.lab

BLKIO = "/sys/fs/cgroup/blkio"
A_SECOND = 1
PRESSED = """
echo "some avg10=$1 avg60=$1 avg300=$2 total=1" >/tmp/io
mount --bind /tmp/io /proc/pressure/io
"""
"""To wait until the kernel says so by itself would take five minutes."""


@contextmanager
def throttled(volume: Volume) -> Iterator[None]:
    """Let whatever is started meanwhile write to the volume once a second."""
    number = volume.room.sh('mountpoint -d "$1"', volume.place).strip()
    group = f"{BLKIO}/blusser-slow-{os.getpid()}"
    os.mkdir(group)
    try:
        write(f"{group}/blkio.throttle.write_iops_device", f"{number} {A_SECOND}")
        write(f"{group}/cgroup.procs", str(os.getpid()))
        yield
    finally:
        write(f"{BLKIO}/cgroup.procs", str(os.getpid()))
        os.rmdir(group)


def write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def test_a_disk_that_has_been_slow_for_minutes_is_named(room: Room):
    home = Volume(room, HOME)
    room.sh(PRESSED, "90.00", "70.00")

    with throttled(home):
        seen = room.blusser("check", "--only", "disk")

    assert seen.causes == ["disk-slow"], seen
    assert seen.said["causes"][0]["facts"]["seconds"] > 0.5
    assert seen.said["seconds"] < 4


def test_a_disk_that_is_slow_for_a_moment_is_not(room: Room):
    home = Volume(room, HOME)
    room.sh(PRESSED, "90.00", "10.00")

    with throttled(home):
        seen = room.blusser("check", "--only", "disk")

    assert (seen.causes, seen.unsure) == ([], []), seen


def test_a_disk_programs_wait_for_and_that_answers_is_not(room: Room):
    Volume(room, HOME)
    room.sh(PRESSED, "90.00", "70.00")

    assert room.blusser("check", "--only", "disk").causes == []
