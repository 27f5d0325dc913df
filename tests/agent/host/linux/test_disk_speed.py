"""How long it takes until what is saved lies on the disk."""

import os
import time

import pytest

from agent.host.linux.disk_speed import LinuxDiskSpeed
from agent.host.trouble import HostError, PartMissing


def table(tmp_path, kind="ext4", source="/dev/sda1"):
    path = tmp_path / "mountinfo"
    path.write_text(f"1 0 8:1 / / rw - {kind} {source} rw\n")
    return str(path)


def test_a_real_disk_is_measured_and_nothing_is_left(tmp_path):
    home = tmp_path / "home"
    home.mkdir()

    taken = LinuxDiskSpeed(str(home), table(tmp_path)).writes(5)

    assert len(taken) >= 1
    assert all(one >= 0 for one in taken)
    assert os.listdir(home) == []


def test_a_slow_disk_is_not_asked_for_long(tmp_path):
    speed = LinuxDiskSpeed(str(tmp_path), table(tmp_path), lambda _: time.sleep(0.7))

    began = time.monotonic()
    taken = speed.writes(5)

    assert len(taken) == 3
    assert all(0.7 <= one < 1.2 for one in taken)
    assert time.monotonic() - began < 3.5


@pytest.mark.parametrize(
    ("kind", "source"), [("nfs4", "far:/home"), ("tmpfs", "tmpfs"), ("fuse", "/dev/x")]
)
def test_a_home_on_a_server_or_in_memory_is_on_no_disk_of_ours(tmp_path, kind, source):
    with pytest.raises(PartMissing):
        LinuxDiskSpeed(str(tmp_path), table(tmp_path, kind, source)).writes(5)


def test_an_account_without_a_home_has_none(tmp_path):
    with pytest.raises(PartMissing):
        LinuxDiskSpeed("", table(tmp_path)).writes(5)


def test_a_disk_that_takes_nothing_is_no_slow_disk(tmp_path):
    def full(_):
        raise OSError(28, "No space left on device")

    with pytest.raises(HostError):
        LinuxDiskSpeed(str(tmp_path), table(tmp_path), full).writes(5)
