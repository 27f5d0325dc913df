"""No print job is stuck."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.services import IDLE, FakePrinting
from agent.host.ports.services import Printer, PrintJob
from agent.policy.model import ServiceRules
from checks.services.print_queue_not_stuck import (
    PRINT_JOBS_STUCK,
    print_queue_not_stuck,
)

RULES = ServiceRules(stuck_job_minutes=30)
OLD, YOUNG = 1800.0, 1799.0
STOPPED = Printer("Desk", stopped=True)
LOST = Printer("Desk", reasons=("connecting-to-device",))


def seen(*jobs, printer=IDLE):
    return print_queue_not_stuck(FakePrinting((printer,), jobs), RULES)


def test_an_empty_queue_is_fine_even_if_the_printer_is_stopped():
    assert seen() is None
    assert seen(printer=STOPPED) is None


def test_a_job_that_failed_is_stuck_at_once():
    assert seen(PrintJob(7, "Desk", "stopped", 3.0)) == PRINT_JOBS_STUCK(
        printers=["Desk"], count=1, age=3
    )


def test_a_job_that_waits_too_long_is_stuck():
    assert seen(PrintJob(7, "Desk", "pending", OLD))
    assert seen(PrintJob(7, "Desk", "pending", YOUNG)) is None


def test_a_job_is_young_even_if_the_printer_is_stopped():
    assert seen(PrintJob(7, "Desk", "pending", YOUNG), printer=STOPPED) is None


def test_a_job_held_by_somebody_is_never_stuck():
    assert seen(PrintJob(7, "Desk", "held", 90_000.0), printer=STOPPED) is None


@pytest.mark.parametrize("done", [0, 3])
@pytest.mark.parametrize("printer", [STOPPED, LOST])
def test_a_job_at_work_on_a_lost_printer_is_stuck(printer, done):
    job = PrintJob(7, "Desk", "processing", OLD, OLD, done)

    assert seen(job, printer=printer)


def test_a_long_job_that_passes_pages_on_is_not_stuck():
    assert seen(PrintJob(7, "Desk", "processing", OLD, OLD, 200)) is None
    assert seen(PrintJob(7, "Desk", "processing", OLD, OLD, 0))


def test_an_old_job_that_only_now_went_to_the_printer_is_not_stuck():
    assert seen(PrintJob(7, "Desk", "processing", OLD, 5.0, 0)) is None


def test_what_waits_behind_a_job_that_moves_is_not_stuck():
    moving = PrintJob(7, "Desk", "processing", OLD, OLD, 200)
    waiting = PrintJob(8, "Desk", "pending", OLD)

    assert seen(moving, waiting) is None


def test_what_waits_behind_a_job_that_is_stuck_is_stuck_when_it_is_old():
    jobs = [
        PrintJob(7, "Desk", "processing", OLD + 60, OLD, 0),
        PrintJob(8, "Desk", "pending", OLD),
        PrintJob(9, "Desk", "pending", YOUNG),
    ]

    assert seen(*jobs).facts == {"printers": ["Desk"], "count": 2, "age": 1860}


def test_a_moving_job_on_another_printer_excuses_nothing():
    printing = FakePrinting(
        (IDLE, Printer("Hall")),
        (
            PrintJob(7, "Hall", "processing", OLD, OLD, 200),
            PrintJob(8, "Desk", "pending", OLD),
        ),
    )

    assert print_queue_not_stuck(printing, RULES).facts["printers"] == ["Desk"]


def test_without_printers_there_is_no_question():
    with pytest.raises(PartMissing):
        print_queue_not_stuck(FakePrinting(()), RULES)


def test_a_silent_print_service_is_not_an_answer():
    with pytest.raises(HostError):
        print_queue_not_stuck(FakePrinting(HostError("silent")), RULES)
