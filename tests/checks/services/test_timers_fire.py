"""What starts tasks at their times goes on doing so."""

import pytest

from agent.host.fake.units import FakeUnits
from agent.host.ports.units import TimerState
from agent.policy.model import ServiceRules
from checks.services.timers_fire import TIMER_STOPPED, timers_fire

BACKUP = "backup.timer"


def seen(*timers, required=()):
    return timers_fire(FakeUnits(timers=timers), ServiceRules(timers=required))


@pytest.mark.parametrize("required", [(), (BACKUP,)])
def test_a_timer_that_waits_is_fine(required):
    assert seen(TimerState(BACKUP, "waiting"), required=required) is None


def test_a_machine_without_timers_is_fine():
    assert seen() is None


@pytest.mark.parametrize("state", ["ended", "stopped", "failed"])
def test_a_timer_that_is_switched_on_and_does_not_fire_is_found(state):
    assert seen(TimerState(BACKUP, state)) == TIMER_STOPPED(
        timers=[BACKUP], states=[state], count=1
    )


def test_a_timer_switched_off_on_purpose_is_fine_unless_it_requires_it():
    off = TimerState(BACKUP, "off")

    assert seen(off) is None
    assert seen(off, required=(BACKUP,))


def test_a_timer_that_it_requires_must_be_here():
    assert seen(required=(BACKUP,)).facts["states"] == ["missing"]
