"""Start what should run and does not."""

import pytest

from agent.host.fake.services import FakeServiceControl, FakeServices
from agent.host.ports.services import Service
from agent.policy.model import ServiceRules
from fixes.services.start_stopped_service import start_stopped_service

RULES = ServiceRules(required=("guard.service",), required_if_enabled=("cups.service",))


def started(*services):
    levers = FakeServiceControl()
    start_stopped_service(FakeServices(*services), levers, RULES)
    return levers.started


def test_only_what_should_run_and_is_down_is_started_and_once():
    assert started(
        Service("guard.service", state="failed"),
        Service("cups.service"),
        Service("game.service", state="failed"),
    ) == ["guard.service"]


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_what_was_switched_off_stays_off(start):
    assert started(Service("guard.service", start=start, state="stopped")) == []


def test_what_crashes_over_and_over_is_not_started_again():
    assert started(Service("guard.service", state="failed", gave_up=True)) == []
    assert started(Service("guard.service", state="restarting", restarts=9)) == []


def test_without_the_rights_it_says_so():
    levers = FakeServiceControl(PermissionError("no"))
    services = FakeServices(Service("guard.service", state="stopped"))

    with pytest.raises(PermissionError):
        start_stopped_service(services, levers, RULES)
