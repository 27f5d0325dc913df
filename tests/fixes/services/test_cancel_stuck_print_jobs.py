"""Cancel the print jobs that do not move."""

import pytest

from agent.host.fake.services import IDLE, FakePrintControl, FakePrinting
from agent.host.ports.services import PrintJob
from agent.policy.model import ServiceRules
from fixes.services.cancel_stuck_print_jobs import cancel_stuck_print_jobs

RULES = ServiceRules(stuck_job_minutes=30)
ERRED = PrintJob(7, "Desk", "stopped", 60.0)
OLD = PrintJob(8, "Desk", "pending", 1800.0)
YOUNG = PrintJob(9, "Desk", "pending", 60.0)
HELD = PrintJob(10, "Desk", "held", 90_000.0)
OF_ANOTHER = PrintJob(11, "Desk", "stopped", 60.0, ours=False)


def cancelled(*jobs):
    levers = FakePrintControl(forbidden=(11,))
    cancel_stuck_print_jobs(FakePrinting((IDLE,), jobs), levers, RULES)
    return levers.cancelled


def test_what_failed_or_is_old_goes_and_the_rest_stays():
    assert cancelled(ERRED, OLD, YOUNG, HELD) == [7, 8]


def test_what_belongs_to_somebody_else_stays():
    assert cancelled(ERRED, OF_ANOTHER) == [7]


def test_where_all_belongs_to_somebody_else_it_says_so():
    with pytest.raises(PermissionError):
        cancelled(OF_ANOTHER)
