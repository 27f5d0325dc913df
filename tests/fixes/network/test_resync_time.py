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


def test_a_service_that_is_on_is_asked_and_nothing_is_to_be_put_back():
    clock, levers = FakeClock(servers=(2 * HOUR,)), FakeTimeControl()

    assert resync_time.remember(clock=clock, levers=levers, rules=RULES) is None
    resync_time(clock, levers, RULES)

    assert levers.synchronised == 1


def test_automatic_time_that_was_off_is_put_back_where_it_did_not_help():
    clock, levers = FakeClock(servers=(-2 * HOUR,)), FakeTimeControl(on=False)

    before = resync_time.remember(clock=clock, levers=levers, rules=RULES)
    resync_time(clock, levers, RULES)
    on = levers.on
    resync_time.undo(before, clock=clock, levers=levers, rules=RULES)

    assert (before, on, levers.on) == (False, True, False)


@pytest.mark.parametrize("hours", [16, -16, 24 * 365])
def test_a_step_of_more_than_fifteen_hours_is_left_to_it(hours):
    levers = FakeTimeControl(on=False)

    with pytest.raises(Refused, match=f"without IT: {abs(hours)} hours"):
        resync_time(FakeClock(servers=(hours * HOUR,)), levers, RULES)
    assert (levers.synchronised, levers.on) == (0, False)


def test_where_nobody_tells_the_time_nothing_is_done():
    levers = FakeTimeControl()

    with pytest.raises(HostError, match="knows the time"):
        resync_time(FakeClock(servers=(), pages=()), levers, RULES)
    assert levers.synchronised == 0
