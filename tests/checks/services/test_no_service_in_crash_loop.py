"""No service starts and crashes over and over."""

import pytest

from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from agent.policy.model import ServiceRules
from checks.services.no_service_in_crash_loop import (
    SERVICE_CRASHES,
    no_service_in_crash_loop,
)

RULES = ServiceRules(max_restarts=5, steady_minutes=10)


def seen(*services):
    return no_service_in_crash_loop(FakeServices(*services), RULES)


def test_services_that_never_restarted_are_fine():
    assert seen() is None


@pytest.mark.parametrize("state", ["restarting", "starting", "running", "failed"])
def test_a_service_that_restarted_too_often_is_found_in_every_state(state):
    crashing = Service("a.service", state=state, restarts=6, result="signal")

    assert seen(crashing) == SERVICE_CRASHES(
        services=["a.service"], restarts=6, results=["signal"], count=1
    )


def test_a_few_restarts_are_no_loop():
    assert seen(Service("a.service", state="restarting", restarts=5)) is None


def test_a_service_that_has_been_up_since_does_not_crash_any_more():
    assert seen(Service("a.service", restarts=900, steady=600.0)) is None
    assert seen(Service("a.service", restarts=900, steady=599.0))


@pytest.mark.parametrize("state", ["stopped", "finished"])
def test_a_service_somebody_stopped_does_not_crash_any_more(state):
    assert seen(Service("a.service", state=state, restarts=900)) is None


def test_a_service_the_system_gave_up_is_found():
    assert seen(Service("a.service", state="failed", restarts=3, gave_up=True))


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_a_service_switched_off_after_it_crashed_is_no_failure(start):
    off = Service("a.service", start=start, state="failed", restarts=3, gave_up=True)

    assert seen(off) is None
