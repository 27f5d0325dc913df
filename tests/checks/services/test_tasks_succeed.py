"""What this machine does by itself at set times ends well."""

import pytest

from agent.host.fake.units import FakeUnits
from agent.host.ports.units import FailedUnit
from checks.services.tasks_succeed import TASK_FAILED, tasks_succeed

BACKUP = FailedUnit("backup.service", "when-needed", once=True, timed=True)


def test_a_machine_where_nothing_failed_is_fine():
    assert tasks_succeed(FakeUnits()) is None


def test_a_task_that_failed_the_last_time_is_worth_knowing():
    found = tasks_succeed(FakeUnits(BACKUP))

    assert found == TASK_FAILED(tasks=["backup.service"], results=[], count=1)


@pytest.mark.parametrize(
    "failed",
    [
        FailedUnit("at-boot.service", once=True),
        FailedUnit("game.service"),
        FailedUnit("lasting.service", "when-needed", timed=True),
    ],
)
def test_what_no_timer_starts_again_is_no_task(failed):
    assert tasks_succeed(FakeUnits(failed)) is None
