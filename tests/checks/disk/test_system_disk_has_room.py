"""The disk has room."""

import pytest

from agent.host.fake.disk import ROOMY, FakeDisk
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.system_disk_has_room import (
    SYSTEM_DISK_FULL,
    TOO_MANY_FILES,
    system_disk_has_room,
)

RULES = DiskRules(min_free_bytes=1_000_000, min_free_percent=10)
SMALL = replace(ROOMY, free=3_000_000, size=5_000_000)


def ask(*volumes):
    return system_disk_has_room(FakeDisk(volumes), RULES)


def test_a_roomy_disk_is_healthy():
    assert ask(ROOMY) is None


def test_a_disk_below_both_limits_is_full():
    full = replace(SMALL, mount="/home", free=400_000)

    assert ask(ROOMY, full) == SYSTEM_DISK_FULL(
        mount="/home", free=400_000, size=5_000_000, percent=8.0
    )


@pytest.mark.parametrize(
    ("free", "size"), [(600_000, 5_000_000), (1_500_000, 100_000_000)]
)
def test_a_disk_below_only_one_limit_has_room(free, size):
    assert ask(replace(SMALL, free=free, size=size)) is None


def test_the_tightest_of_two_full_disks_is_named():
    fuller = replace(SMALL, mount="/home", free=10)

    assert ask(replace(SMALL, free=400_000), fuller).facts["mount"] == "/home"


def test_a_disk_without_files_left_is_found_however_much_space_it_has():
    finding = ask(replace(ROOMY, free_files=10, files=1000))

    assert finding == TOO_MANY_FILES(mount="/", free=10, size=1000, percent=1.0)


def test_a_file_system_without_a_limit_on_files_has_room_for_more():
    assert ask(replace(ROOMY, free_files=0, files=0)) is None


def test_what_is_read_only_is_full_by_nature():
    assert ask(replace(SMALL, free=0, read_only=True, on_purpose=True)) is None
