"""The service that keeps the clock runs."""

import pytest

from agent.host import PartMissing
from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from checks.network.clock_agrees import clock_agrees
from checks.services.time_service_runs import TIME_SERVICE_OFF, time_service_runs

CHRONY, TIMESYNCD = "chrony.service", "systemd-timesyncd.service"


def seen(*services):
    return time_service_runs(FakeServices(*services))


@pytest.mark.parametrize("state", ["running", "starting", "restarting", "stopping"])
def test_one_that_runs_or_is_on_its_way_is_enough(state):
    down = Service(TIMESYNCD, state="stopped")

    assert seen(down, Service(CHRONY, state=state)) is None


@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_one_that_is_switched_on_and_down_is_found(state):
    found = seen(Service(TIMESYNCD, state=state, result="signal"))

    assert found == TIME_SERVICE_OFF(services=[TIMESYNCD], results=["signal"], count=1)


@pytest.mark.parametrize(
    "service",
    [
        Service(TIMESYNCD, "disabled", "stopped"),
        Service(TIMESYNCD, "forbidden", "stopped"),
        Service(TIMESYNCD, state="finished"),
        Service(TIMESYNCD, state="failed", gave_up=True),
        Service("cups.service", state="failed"),
    ],
)
def test_where_none_is_meant_to_run_there_is_nothing_to_ask(service):
    with pytest.raises(PartMissing):
        seen(service)


def test_it_explains_a_clock_that_is_wrong_and_a_right_clock_does_not_excuse_it():
    assert time_service_runs in clock_agrees.explained_by
    assert time_service_runs.measures
