"""Every service that IT requires is here and not switched off."""

import pytest

from agent.host import PartMissing
from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from agent.policy.model import ServiceRules
from checks.services.required_services_allowed import (
    SERVICE_MISSING,
    SERVICE_SWITCHED_OFF,
    required_services_allowed,
)

RULES = ServiceRules(required=("guard.service",))


def seen(*services):
    return required_services_allowed(FakeServices(*services), RULES)


@pytest.mark.parametrize("state", ["running", "stopped", "failed"])
def test_what_is_here_and_may_start_is_fine(state):
    assert seen(Service("guard.service", state=state)) is None


def test_what_is_not_installed_is_found():
    assert seen() == SERVICE_MISSING(services=["guard.service"], count=1)


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_what_was_switched_off_is_found(start):
    off = Service("guard.service", start=start, state="stopped")

    assert seen(off) == SERVICE_SWITCHED_OFF(services=["guard.service"], count=1)


def test_what_was_started_by_hand_runs_all_the_same():
    assert seen(Service("guard.service", start="disabled")) is None


def test_where_it_requires_nothing_there_is_no_question():
    with pytest.raises(PartMissing):
        required_services_allowed(FakeServices(), ServiceRules())
