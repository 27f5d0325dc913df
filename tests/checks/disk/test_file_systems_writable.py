"""The disk can be written to."""

from agent.host.fake.disk import ROOMY, FakeDisk
from agent.value import replace
from checks.disk.file_systems_writable import (
    FILE_SYSTEM_READ_ONLY,
    file_systems_writable,
)


def test_a_writable_disk_is_healthy():
    assert file_systems_writable(FakeDisk()) is None


def test_a_volume_that_nobody_wanted_read_only_is_found():
    stuck = replace(ROOMY, mount="/home", read_only=True)

    assert file_systems_writable(FakeDisk((ROOMY, stuck))) == FILE_SYSTEM_READ_ONLY(
        mounts=["/home"]
    )


def test_a_volume_that_is_read_only_on_purpose_is_healthy():
    image = replace(ROOMY, read_only=True, on_purpose=True)

    assert file_systems_writable(FakeDisk((image,))) is None
