"""The service that remembers names runs."""

import pytest

from agent.host import PartMissing
from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from checks.network.name_cache_answers import name_cache_answers
from checks.services.name_service_runs import NAME_SERVICE_OFF, name_service_runs

RESOLVED = "systemd-resolved.service"


def seen(*services):
    return name_service_runs(FakeServices(*services))


@pytest.mark.parametrize("state", ["running", "starting"])
def test_one_that_runs_is_well(state):
    assert seen(Service(RESOLVED, state=state)) is None


@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_one_that_is_switched_on_and_down_is_found(state):
    found = seen(Service(RESOLVED, state=state, result="signal"))

    assert found == NAME_SERVICE_OFF(services=[RESOLVED], results=["signal"], count=1)


@pytest.mark.parametrize(
    "service",
    [
        Service(RESOLVED, "disabled", "stopped"),
        Service(RESOLVED, "forbidden", "stopped"),
        Service("cups.service", state="failed"),
    ],
)
def test_where_none_is_meant_to_run_there_is_nothing_to_ask(service):
    with pytest.raises(PartMissing):
        seen(service)


def test_it_explains_a_cache_that_is_silent_and_never_a_service_beside():
    assert name_service_runs in name_cache_answers.explained_by
