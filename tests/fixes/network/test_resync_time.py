"""Have the clock corrected by the service that keeps it."""

import pytest

from agent.fix import Refused
from agent.host import HostError
from agent.host.fake.network import FakeClock
from agent.host.fake.network_levers import FakeTimeControl
from agent.policy.model import NetworkRules
from fixes.network.resync_time import resync_time

RULES = NetworkRules()
HOUR = 3600


def test_a_service_that_is_on_is_asked_and_no_setting_changes():
    clock, levers = FakeClock(servers=(2 * HOUR,)), FakeTimeControl()

    resync_time(clock, levers, RULES)

    assert (levers.synchronised, levers.on, resync_time.undo) == (1, True, None)


def test_automatic_time_that_somebody_switched_off_stays_off():
    levers = FakeTimeControl(on=False)

    with pytest.raises(Refused, match="may be on purpose"):
        resync_time(FakeClock(servers=(2 * HOUR,)), levers, RULES)
    assert (levers.synchronised, levers.on) == (0, False)


@pytest.mark.parametrize("hours", [16, -16, 24 * 365])
def test_a_step_of_more_than_fifteen_hours_is_left_to_it(hours):
    levers = FakeTimeControl()

    with pytest.raises(Refused, match=f"without IT: {abs(hours)} hours"):
        resync_time(FakeClock(servers=(hours * HOUR,)), levers, RULES)
    assert levers.synchronised == 0


def test_where_nobody_tells_the_time_nothing_is_done():
    levers = FakeTimeControl()

    with pytest.raises(HostError, match="knows the time"):
        resync_time(FakeClock(servers=(), pages=()), levers, RULES)
    assert levers.synchronised == 0
