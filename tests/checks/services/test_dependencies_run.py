"""What the services of this machine cannot do without is there."""

import pytest

from agent.host.fake.services import FakeServices
from agent.host.fake.units import FakeUnits
from agent.host.ports.services import Service
from agent.host.ports.units import Blocker
from agent.policy.model import ServiceRules
from checks.services.dependencies_run import (
    BY_STATE,
    DEPENDENCY_FAILED,
    DEPENDENCY_SWITCHED_OFF,
    dependencies_run,
)

RULES = ServiceRules(required=("guard", "lamp"), required_if_enabled=())
GUARD, LAMP = Service("guard", state="stopped"), Service("lamp", state="stopped")


def seen(*services, **blockers):
    return dependencies_run(FakeServices(*services), FakeUnits(**blockers), RULES)


def test_a_service_that_runs_needs_nothing_more():
    why = (Blocker("net.mount", "failed"),)

    assert seen(Service("guard"), guard=why) is None


def test_a_service_that_is_down_for_its_own_reasons_is_not_for_this_check():
    assert seen(GUARD) is None


@pytest.mark.parametrize("state", BY_STATE)
def test_what_keeps_a_service_down_is_named_with_it(state):
    found = seen(GUARD, guard=(Blocker("net.mount", state, "exit-code"),))

    assert found == BY_STATE[state](
        dependencies=["net.mount"], services=["guard"], results=["exit-code"], count=1
    )


def test_of_a_chain_the_deepest_is_named():
    chain = (Blocker("disk.service", "failed"), Blocker("net.mount", "failed"))

    assert seen(GUARD, guard=chain).facts["dependencies"] == ["disk.service"]


def test_what_keeps_two_down_is_named_once():
    why = (Blocker("net.mount", "failed"),)
    found = seen(GUARD, LAMP, guard=why, lamp=why)

    assert (found.facts["dependencies"], found.facts["count"]) == (["net.mount"], 1)
    assert found.facts["services"] == ["guard", "lamp"]


def test_what_failed_goes_before_what_was_switched_off():
    off, failed = Blocker("a.service", "forbidden"), Blocker("b.service", "failed")

    assert seen(GUARD, guard=(off,)).problem is DEPENDENCY_SWITCHED_OFF
    assert seen(GUARD, LAMP, guard=(off,), lamp=(failed,)).problem is DEPENDENCY_FAILED


def test_what_should_run_itself_is_told_of_as_what_it_is():
    why = (Blocker("lamp.service", "failed"),)

    assert seen(GUARD, LAMP, guard=why) is None
