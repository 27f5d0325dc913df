"""Let a printer go on that an error stopped."""

import pytest

from agent.fix import Refused
from agent.host.fake.services import IDLE, FakePrintControl, FakePrinting
from agent.host.ports.services import Printer, PrintJob
from fixes.services.resume_printer import resume_printer

ERRED = Printer("Desk", stopped=True, erred=True, explained=True)
WAITING = PrintJob(7, "Desk", "pending", 60.0)


def switched(*printers, jobs=(WAITING,), default="Desk"):
    levers = FakePrintControl()
    resume_printer(FakePrinting(printers, jobs, default), levers)
    return levers.switched


def test_a_printer_that_an_error_stopped_goes_on():
    assert switched(ERRED) == [("resume", "Desk")]


@pytest.mark.parametrize(
    "by_hand",
    [
        Printer("Desk", stopped=True, paused=True),
        Printer("Desk", stopped=True, explained=True),
        Printer("Desk", stopped=True),
    ],
)
def test_a_printer_that_somebody_stopped_stays_so_whether_or_not_they_say_why(by_hand):
    with pytest.raises(Refused, match="somebody stopped"):
        switched(by_hand)


def test_what_has_waited_since_yesterday_is_not_printed_for_nobody():
    old = PrintJob(6, "Desk", "pending", 13 * 3600.0)

    with pytest.raises(Refused, match="so old"):
        switched(ERRED, jobs=(old, WAITING))


def test_old_jobs_elsewhere_and_printers_nobody_uses_do_not_matter():
    old = PrintJob(6, "Hall", "pending", 13 * 3600.0, ours=False)
    hall = Printer("Hall", stopped=True, erred=True)

    assert switched(ERRED, hall, IDLE, jobs=(old, WAITING)) == [("resume", "Desk")]
