"""Finish an installation that was cut short."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.upkeep import FakePackageControl, FakePackages
from agent.host.ports.upkeep import PackageLock
from agent.moment import Moment
from fixes.services.finish_half_configured_packages import (
    finish_half_configured_packages,
)


def finished(packages):
    levers = FakePackageControl()
    finish_half_configured_packages(packages, levers)
    return levers.finished


@pytest.mark.parametrize("packages", [FakePackages("tool"), FakePackages(journal=1)])
def test_what_is_half_done_is_finished_once_and_only_after_a_yes(packages):
    assert finished(packages) == 1
    assert finish_half_configured_packages.risk is Risk.ASK


def test_where_all_is_well_nobody_is_disturbed():
    assert finished(FakePackages()) == 0


def test_while_somebody_installs_nothing_is_done_and_no_lock_is_broken():
    busy = FakePackages("tool", journal=3, lock=PackageLock("apt-get", 9e9))

    with pytest.raises(Refused, match="apt-get"):
        finished(busy)


def test_it_waits_for_power_and_for_the_end_of_a_call():
    """What is set up may restart the very service that somebody speaks through."""
    assert {Moment.IN_CALL, Moment.LOW_BATTERY, Moment.DRIVE_FAILING} <= set(
        finish_half_configured_packages.not_during
    )
