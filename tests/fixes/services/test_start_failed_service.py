"""Start once more what failed and IT knows nothing of."""

import pytest

from agent.fix import Risk
from agent.host.fake.services import FakeServiceControl
from agent.host.fake.units import FakeUnits
from agent.host.ports.units import Blocker, FailedUnit
from agent.policy.model import ServiceRules
from fixes.services.start_failed_service import start_failed_service

FAILED = FailedUnit("game.service", result="exit-code")


def started(*failed, rules=ServiceRules(), **blockers):
    levers = FakeServiceControl()
    start_failed_service(FakeUnits(*failed, **blockers), levers, rules)
    return levers.started


def test_what_failed_is_started_once_and_only_after_a_yes():
    assert started(FAILED) == ["game.service"]
    assert start_failed_service.risk is Risk.ASK


@pytest.mark.parametrize(
    "one",
    [
        FailedUnit("game.service", "disabled"),
        FailedUnit("game.service", "forbidden"),
        FailedUnit("game.service", "when-needed"),
        FailedUnit("game.service", gave_up=True),
        FailedUnit("game.service", once=True),
    ],
)
def test_what_is_off_on_purpose_crashes_or_only_rests_is_never_started(one):
    assert started(one) == []


def test_what_it_named_has_repairs_of_its_own_and_protection_none():
    named = ServiceRules(required=("game",))
    shield = ServiceRules(protection=("game.service",))

    assert started(FAILED, rules=named) == started(FAILED, rules=shield) == []


@pytest.mark.parametrize(("state", "tried"), [("failed", 1), ("forbidden", 0)])
def test_what_needs_something_that_was_switched_off_is_left(state, tried):
    assert len(started(FAILED, game=(Blocker("net.mount", state),))) == tried
