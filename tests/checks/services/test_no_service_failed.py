"""Nothing that starts with this machine has failed."""

import pytest

from agent.host.fake.units import FakeUnits
from agent.host.ports.units import FailedUnit
from agent.policy.model import ServiceRules
from checks.services.no_service_failed import SERVICES_FAILED, no_service_failed

RULES = ServiceRules(required=("guard",), protection=("shield",))


def seen(*failed):
    return no_service_failed(FakeUnits(*failed), RULES)


def test_a_machine_where_nothing_failed_is_fine():
    assert seen() is None


def test_a_lasting_service_that_failed_is_found():
    found = seen(FailedUnit("game.service", result="exit-code"))

    assert found == SERVICES_FAILED(
        services=["game.service"], results=["exit-code"], count=1
    )


def test_what_is_waked_when_needed_may_not_fail():
    assert seen(FailedUnit("game.socket", "when-needed", waked=True))


@pytest.mark.parametrize(
    "failed",
    [
        FailedUnit("once-at-boot.service", once=True),
        FailedUnit("by-hand.service", "disabled"),
        FailedUnit("locked.service", "forbidden"),
        FailedUnit("asked-on-the-bus.service", "when-needed"),
        FailedUnit("daily.service", "when-needed", timed=True),
        FailedUnit("crashing.service", gave_up=True),
    ],
)
def test_what_may_fail_or_is_told_of_elsewhere_is_left(failed):
    assert seen(failed) is None


@pytest.mark.parametrize(
    "name", ["guard.service", "shield.service", "cups.service", "chrony.service"]
)
def test_what_it_names_or_another_check_asks_is_left_to_that(name):
    assert seen(FailedUnit(name)) is None
