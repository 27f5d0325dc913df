"""The drive is healthy, where it tells."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.disk import FakeDisk
from agent.host.ports.disk import Drive
from checks.disk.drive_is_healthy import (
    DRIVE_FAILING,
    FILE_SYSTEM_ERRORS,
    drive_is_healthy,
)


def test_a_drive_without_warnings_is_healthy():
    assert drive_is_healthy(FakeDisk()) is None


def test_a_drive_that_warns_is_found():
    disk = FakeDisk(drives=(Drive("Good"), Drive("Old", ("spare", "failing"))))

    assert drive_is_healthy(disk) == DRIVE_FAILING(
        drives=["Old"], signs=["failing", "spare"]
    )


def test_errors_counted_by_a_file_system_are_found():
    disk = FakeDisk(damage={"sda2": 0, "sda3": 2, "sdb1": 1})

    assert drive_is_healthy(disk) == FILE_SYSTEM_ERRORS(
        devices=["sda3", "sdb1"], errors=3
    )


def test_counted_errors_are_found_even_if_the_drive_service_is_silent():
    assert drive_is_healthy(FakeDisk(damage={"sda2": 1}, drives=HostError("no")))


def test_where_nothing_tells_nothing_is_said():
    with pytest.raises(PartMissing):
        drive_is_healthy(FakeDisk(damage={}, drives=()))


def test_a_file_system_without_errors_is_an_answer_though_no_drive_tells():
    assert drive_is_healthy(FakeDisk(drives=())) is None
