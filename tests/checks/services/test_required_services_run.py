"""Every service this machine needs runs."""

import pytest

from agent.host.fake.services import FakeServices
from agent.host.fake.units import FakeUnits
from agent.host.ports.services import Service
from agent.host.ports.units import Blocker
from agent.policy.model import ServiceRules
from agent.value import replace
from checks.services.required_services_run import (
    SERVICE_STOPPED,
    required_services_run,
)

RULES = ServiceRules(required=("guard.service",), required_if_enabled=("cups.service",))


DOWN = Service("guard.service", state="failed", result="dependency")


def seen(*services, rules=RULES, **blockers):
    units = FakeUnits(**blockers)
    return required_services_run(FakeServices(*services), units, rules)


def test_a_service_that_runs_is_fine():
    assert seen(Service("guard.service"), Service("cups.service")) is None


@pytest.mark.parametrize("state", ["stopped", "failed"])
@pytest.mark.parametrize("name", ["guard.service", "cups.service"])
def test_a_service_that_should_run_and_is_down_is_found_by_name(name, state):
    assert seen(Service(name, state=state, result="exit-code")) == SERVICE_STOPPED(
        services=[name], results=["exit-code"], count=1
    )


@pytest.mark.parametrize("state", ["starting", "restarting", "stopping", "finished"])
def test_a_service_on_its_way_or_done_with_its_work_is_fine(state):
    assert seen(Service("guard.service", state=state)) is None


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
@pytest.mark.parametrize("name", ["guard.service", "cups.service"])
@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_a_service_switched_off_on_purpose_is_no_failure(name, start, state):
    assert seen(Service(name, start=start, state=state)) is None


def test_a_service_that_starts_when_needed_may_rest():
    assert seen(Service("cups.service", start="when-needed", state="stopped")) is None


def test_a_service_that_starts_when_needed_may_not_fail():
    assert seen(Service("cups.service", start="when-needed", state="failed"))


def test_what_it_requires_may_not_rest_even_if_it_would_start_when_needed():
    assert seen(Service("guard.service", start="when-needed", state="stopped"))


def test_what_the_system_gave_up_is_for_the_check_on_crashes():
    gave_up = Service("guard.service", state="failed", restarts=5, gave_up=True)

    assert seen(gave_up) is None


def test_other_services_are_not_looked_at():
    assert seen(Service("game.service", state="failed")) is None


def test_all_that_are_down_are_named_and_results_once():
    found = seen(
        Service("guard.service", state="failed", result="signal"),
        Service("cups.service", state="failed", result="signal"),
    )

    assert found.facts["services"] == ["guard.service", "cups.service"]
    assert (found.facts["results"], found.facts["count"]) == (["signal"], 2)


def test_what_is_kept_down_by_something_else_is_for_the_check_on_dependencies():
    why = (Blocker("net.mount", "failed"),)

    assert seen(DOWN, guard=why) is None
    assert seen(DOWN, Service("cups.service", state="failed"), guard=why).facts[
        "services"
    ] == ["cups.service"]


@pytest.mark.parametrize("name", ["chrony", "chrony.service"])
def test_what_keeps_the_clock_is_for_the_check_on_that(name):
    rules = ServiceRules(required=(name,))

    assert seen(Service(name, state="failed"), rules=rules) is None


def test_what_protects_the_computer_is_for_the_check_on_that():
    assert seen(DOWN, rules=replace(RULES, protection=("guard",))) is None
