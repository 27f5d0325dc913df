"""Have a task that failed at its time tried once more."""

import pytest

from agent.fix import Refused, Risk
from agent.host import HostError
from agent.host.fake.services import FakeServiceControl
from agent.host.fake.units import FakeUnits
from agent.host.ports.units import FailedUnit
from agent.moment import Moment
from fixes.services.rerun_failed_task import rerun_failed_task

TASK = FailedUnit("backup.service", "when-needed", once=True, timed=True)
BY_HAND = FailedUnit("try.service", once=True)
LASTING = FailedUnit("guard.service", timed=True)


def test_only_a_task_that_its_timer_would_start_again_is_started_and_once():
    levers = FakeServiceControl()

    rerun_failed_task(FakeUnits(BY_HAND, TASK, LASTING), levers)

    assert levers.started == ["backup.service"]


def test_where_none_failed_none_is_started():
    levers = FakeServiceControl()

    rerun_failed_task(FakeUnits(), levers)

    assert levers.started == []


def test_a_task_that_still_runs_is_not_said_to_have_ended_well():
    levers = FakeServiceControl(HostError("backup.service has not ended starting"))

    with pytest.raises(Refused, match="takes long"):
        rerun_failed_task(FakeUnits(TASK), levers)


def test_a_heavy_task_waits_for_a_yes_and_for_the_end_of_a_call():
    assert rerun_failed_task.risk is Risk.ASK
    assert Moment.IN_CALL in rerun_failed_task.not_during
