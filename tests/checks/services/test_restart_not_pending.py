"""Nothing waits for this computer to be started again."""

from agent.host.fake.upkeep import FakeRestarts
from agent.policy.model import ServiceRules
from checks.services.restart_not_pending import (
    RESTART_OVERDUE,
    RESTART_PENDING,
    restart_not_pending,
)

RULES = ServiceRules(max_uptime_days=30)
MONTH = 30 * 86_400.0


def seen(**more):
    return restart_not_pending(FakeRestarts(**more), RULES)


def test_a_machine_that_nothing_waits_for_is_fine():
    assert seen(up=MONTH) is None


def test_updates_that_wait_are_found_even_if_they_do_not_say_which():
    assert seen(wanted_by=("dbus",)) == RESTART_PENDING(packages=["dbus"], kernel="")
    assert seen(wanted_by=())


def test_a_newer_kernel_waits():
    found = seen(kernel="6.1.0-28-amd64")

    assert found == RESTART_PENDING(packages=[], kernel="6.1.0-28-amd64")


def test_a_machine_not_restarted_for_long_is_found():
    assert seen(up=MONTH + 1) == RESTART_OVERDUE(up=round(MONTH + 1))


def test_what_waits_goes_before_how_long():
    assert seen(up=MONTH + 1, kernel="7.0-1-amd64").problem is RESTART_PENDING
