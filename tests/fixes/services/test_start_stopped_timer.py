"""Start what starts tasks at their times."""

import pytest

from agent.host.fake.services import FakeServiceControl
from agent.host.fake.units import DAILY, FakeUnits
from agent.host.ports.units import TimerState
from agent.moment import Moment
from agent.policy.model import ServiceRules
from fixes.services.start_stopped_timer import start_stopped_timer


def started(*timers, rules=ServiceRules()):
    levers = FakeServiceControl()
    start_stopped_timer(FakeUnits(timers=timers), levers, rules)
    return levers.started


@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_a_timer_that_is_switched_on_and_down_is_started_once(state):
    assert started(DAILY, TimerState("backup.timer", state)) == ["backup.timer"]


@pytest.mark.parametrize("state", ["off", "missing", "ended", "waiting"])
def test_a_timer_that_was_switched_off_stays_off_though_it_requires_it(state):
    """A timer that ended has nothing to count from, and a start gives it nothing."""
    rules = ServiceRules(timers=("backup.timer",))

    assert started(TimerState("backup.timer", state), rules=rules) == []


def test_a_missed_task_that_starts_at_once_disturbs_no_call_and_no_battery():
    assert {Moment.IN_CALL, Moment.LOW_BATTERY, Moment.METERED} <= set(
        start_stopped_timer.not_during
    )
