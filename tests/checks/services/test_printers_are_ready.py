"""The printers somebody here uses take what is sent to them."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.services import IDLE, FakePrinting
from agent.host.ports.services import Printer, PrintJob
from agent.policy.model import ServiceRules
from checks.services.print_queue_not_stuck import print_queue_not_stuck
from checks.services.printers_are_ready import (
    PRINTER_CLOSED,
    PRINTER_JAMMED,
    PRINTER_NO_INK,
    PRINTER_NO_PAPER,
    PRINTER_OPEN,
    PRINTER_PAUSED,
    PRINTER_STOPPED,
    PRINTER_UNREACHABLE,
    printers_are_ready,
)

RULES = ServiceRules(unreached_minutes=2)
PAUSED = Printer("Desk", stopped=True, reasons=("paused",), paused=True)
LOST = Printer("Desk", reasons=("connecting-to-device",))
OTHER = Printer("Hall")


def seen(*printers, jobs=(), default=""):
    return printers_are_ready(FakePrinting(printers, jobs, default), RULES)


def problem(*printers, **more):
    found = seen(*printers, **more)
    return found and found.problem


def test_a_printer_at_rest_is_fine():
    assert seen(IDLE) is None


def test_the_only_printer_that_is_paused_is_found_without_a_job():
    assert seen(PAUSED) == PRINTER_PAUSED(
        printers=["Desk"], reasons=["paused"], count=1
    )


def test_of_several_the_default_counts():
    assert problem(PAUSED, OTHER, default="Desk") is PRINTER_PAUSED
    assert problem(PAUSED, OTHER, default="Hall") is None
    assert problem(PAUSED, OTHER) is None


def test_of_several_one_that_we_wait_for_counts():
    mine, others = (PrintJob(7, "Desk", "pending", 1.0, ours=o) for o in (True, False))

    assert problem(PAUSED, OTHER, jobs=(mine,)) is PRINTER_PAUSED
    assert problem(PAUSED, OTHER, jobs=(others,)) is None


def test_a_printer_stopped_by_an_error_is_not_called_paused():
    assert problem(Printer("Desk", stopped=True, reasons=("paused",))) is (
        PRINTER_STOPPED
    )


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        ("media-empty", PRINTER_NO_PAPER),
        ("media-empty-error", PRINTER_NO_PAPER),
        ("media-needed", PRINTER_NO_PAPER),
        ("media-jam-error", PRINTER_JAMMED),
        ("door-open", PRINTER_OPEN),
        ("toner-empty-error", PRINTER_NO_INK),
    ],
)
def test_what_a_printer_asks_for_is_told(reason, what):
    assert problem(Printer("Desk", reasons=(reason,))) is what


@pytest.mark.parametrize(
    "reason",
    ["media-empty-warning", "door-open-report", "toner-low", "media-low-error", "x"],
)
def test_a_warning_a_note_or_what_still_works_is_nothing(reason):
    assert problem(Printer("Desk", reasons=(reason,))) is None


@pytest.mark.parametrize(("at_work", "state"), [(119.0, "processing"), (0, "pending")])
def test_every_job_connects_first(at_work, state):
    job = PrintJob(7, "Desk", state, 500.0, at_work)

    assert problem(LOST, jobs=(job,)) is None


def test_a_printer_that_a_job_goes_on_looking_for_is_not_there():
    job = PrintJob(7, "Desk", "processing", 500.0, 120.0)

    assert problem(LOST, jobs=(job,)) is PRINTER_UNREACHABLE
    assert problem(IDLE, jobs=(job,)) is None


def test_a_printer_that_takes_no_jobs_is_found():
    assert problem(Printer("Desk", closed=True)) is PRINTER_CLOSED


def test_without_printers_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        seen()


def test_a_print_service_that_does_not_answer_is_trouble():
    with pytest.raises(HostError):
        printers_are_ready(FakePrinting(HostError("silent")), RULES)


def test_it_explains_a_queue_that_is_stuck():
    assert printers_are_ready in print_queue_not_stuck.explained_by
    assert printers_are_ready.measures
