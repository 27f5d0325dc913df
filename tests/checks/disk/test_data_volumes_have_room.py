"""The disks for data are not full to the brim."""

from agent.host.fake.data_volumes import DATA, FakeDataVolumes
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.data_volumes_have_room import (
    DATA_DISK_CROWDED,
    DATA_DISK_FULL,
    data_volumes_have_room,
)

RULES = DiskRules(data_min_free_bytes=1_000_000)


def ask(*volumes):
    return data_volumes_have_room(FakeDataVolumes(*volumes), RULES)


def test_a_disk_for_data_with_room_is_healthy():
    assert ask() is None


def test_one_that_is_nearly_full_as_it_always_was_is_healthy():
    assert ask(replace(DATA, free=1_000_000)) is None


def test_one_that_takes_nothing_more_is_full():
    full = replace(DATA, mount="/boot", free=999_999)

    assert ask(DATA, full) == DATA_DISK_FULL(
        mounts=["/boot"], free=999_999, size=DATA.size
    )


def test_one_without_room_for_a_file_is_crowded():
    crowded = replace(DATA, free_files=0)

    assert ask(crowded) == DATA_DISK_CROWDED(mounts=["/data"], free=0)


def test_a_file_system_without_a_limit_on_files_is_not_crowded():
    assert ask(replace(DATA, files=0, free_files=0)) is None


def test_what_is_read_only_or_has_no_size_cannot_fill_up():
    assert ask(replace(DATA, free=0, read_only=True), replace(DATA, size=0)) is None
