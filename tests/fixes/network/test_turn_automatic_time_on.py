"""Switch on the service that keeps the clock, where somebody switched it off."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.network import FakeClock
from agent.host.fake.network_levers import FakeTimeControl
from agent.policy.model import NetworkRules
from fixes.network.turn_automatic_time_on import turn_automatic_time_on

RULES = NetworkRules()
HOUR = 3600


def test_it_asks_first():
    assert turn_automatic_time_on.risk is Risk.ASK


def test_what_was_off_is_switched_on_and_put_back_where_it_did_not_help():
    clock, levers = FakeClock(servers=(-2 * HOUR,)), FakeTimeControl(on=False)

    before = turn_automatic_time_on.remember(clock=clock, levers=levers, rules=RULES)
    turn_automatic_time_on(clock, levers, RULES)
    on = levers.on
    turn_automatic_time_on.undo(before, clock=clock, levers=levers, rules=RULES)

    assert (before, on, levers.on) == (False, True, False)


def test_what_is_on_is_left_as_it_is():
    clock, levers = FakeClock(servers=(2 * HOUR,)), FakeTimeControl()
    asked = turn_automatic_time_on.remember(clock=clock, levers=levers, rules=RULES)

    with pytest.raises(Refused, match="on already"):
        turn_automatic_time_on(clock, levers, RULES)
    assert (asked, levers.on) == (None, True)


def test_a_step_of_more_than_fifteen_hours_is_left_to_it():
    levers = FakeTimeControl(on=False)

    with pytest.raises(Refused, match="without IT: 16 hours"):
        turn_automatic_time_on(FakeClock(servers=(16 * HOUR,)), levers, RULES)
    assert not levers.on
