"""What protects this computer runs."""

import pytest

from agent.host import PartMissing
from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from agent.policy.model import ServiceRules
from checks.services.protection_runs import PROTECTION_OFF, protection_runs
from fixes import catalogue

RULES = ServiceRules(protection=("shield.service",))


def seen(*services):
    return protection_runs(FakeServices(*services), RULES)


@pytest.mark.parametrize("state", ["running", "starting"])
def test_a_protection_that_runs_is_fine(state):
    assert seen(Service("shield.service", state=state)) is None


@pytest.mark.parametrize("start", ["at-boot", "disabled", "forbidden"])
@pytest.mark.parametrize("state", ["stopped", "failed", "finished", "restarting"])
def test_one_that_does_not_is_found_whatever_the_reason(start, state):
    assert seen(Service("shield.service", start, state)) == PROTECTION_OFF(
        services=["shield.service"], states=[state], count=1
    )


def test_one_that_is_not_installed_is_found():
    assert seen(Service("cups.service")).facts["states"] == ["missing"]


def test_where_it_names_none_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        protection_runs(FakeServices(), ServiceRules())


def test_no_repair_touches_it():
    assert [fix.id for fix in catalogue.ALL if PROTECTION_OFF in fix.repairs] == []
