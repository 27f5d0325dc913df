"""The disk saves things quickly."""

import pytest

from agent.host import PartMissing
from agent.host.fake.disk_speed import FakeDiskSpeed
from agent.host.fake.pressure import FakePressures
from agent.host.ports.pressure import Pressure
from agent.policy.model import DiskRules
from checks.disk.disk_answers_quickly import DISK_SLOW, disk_answers_quickly

RULES = DiskRules(slow_write_seconds=0.5, slow_pressure_percent=30)
SWAMPED = Pressure(some60=80, some300=35)


def ask(*seconds, disk=SWAMPED):
    return disk_answers_quickly(
        FakeDiskSpeed(*seconds), FakePressures(disk=disk), RULES
    )


def test_a_quick_disk_is_healthy_however_busy_it_is():
    assert ask(0.002, 0.4, 0.49) is None


def test_a_disk_that_has_been_slow_for_minutes_is_found():
    assert ask(0.7, 0.9, 0.8) == DISK_SLOW(seconds=0.8, waiting=35)


def test_one_slow_answer_is_no_slow_disk():
    """A hard disk that has to wake up first takes seconds, once."""
    assert ask(1.9, 0.01, 0.01) is None


@pytest.mark.parametrize("disk", [Pressure(90, 29), Pressure(29, 90), Pressure()])
def test_a_short_burst_is_no_slow_disk(disk):
    assert ask(0.9, 0.9, 0.9, disk=disk) is None


def test_where_waiting_is_not_measured_slow_writes_prove_nothing():
    with pytest.raises(PartMissing):
        ask(0.9, disk=None)
