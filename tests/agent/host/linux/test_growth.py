"""Where what was written of late lies."""

import os
import time

import pytest

from agent.host.linux.growth import LinuxDiskGrowth
from agent.host.ports.disk_history import Growth

DAY = 86_400


@pytest.fixture
def home(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_text("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n")
    (tmp_path / "home" / ".cache" / "deep").mkdir(parents=True)
    return tmp_path / "home"


def put(path, size, days=0):
    path.write_bytes(b"x" * size)
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def ask(home, days=7):
    spots = {"cache": f"{home}/.cache", "home": str(home)}
    return LinuxDiskGrowth(spots, f"{home.parent}/mountinfo").since("/dev/sda1", days)


def test_what_is_new_is_told_by_place_the_most_first_and_once(home):
    put(home / "new", 8192)
    put(home / ".cache" / "deep" / "new", 40_960)

    assert ask(home) == (Growth("cache", 40_960), Growth("home", 8192))


def test_what_is_old_or_behind_a_link_is_not_told(home):
    put(home / "old", 8192, days=8)
    put(home.parent / "elsewhere", 8192)
    (home / "link").symlink_to(home.parent)
    (home / "file").symlink_to(home.parent / "elsewhere")

    assert ask(home) == ()


def test_another_volume_is_not_looked_at(home):
    put(home / "new", 8192)
    spots = {"home": str(home)}
    growth = LinuxDiskGrowth(spots, f"{home.parent}/mountinfo")

    assert growth.since("/dev/sdb1", 7) == ()


def test_what_is_mounted_below_is_not_even_looked_at(home):
    (home / "far").mkdir()
    put(home / "far" / "new", 8192)
    with open(home.parent / "mountinfo", "a") as file:
        file.write(f"2 1 0:9 / {home}/far rw - fuse.sshfs els@far:/ rw\n")

    assert ask(home) == ()


def test_a_place_that_is_gone_is_left_out(home):
    growth = LinuxDiskGrowth({"home": f"{home}/x"}, f"{home.parent}/mountinfo")

    assert growth.since("/dev/sda1", 7) == ()
