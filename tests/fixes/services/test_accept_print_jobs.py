"""Let a printer take new jobs that somebody closed and forgot."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.services import FakePrintControl, FakePrinting
from agent.host.ports.services import Printer
from fixes.services.accept_print_jobs import accept_print_jobs


def test_a_closed_printer_is_opened_after_a_yes_and_closed_again_if_it_did_not_help():
    parts = {"printing": FakePrinting((Printer("Desk", closed=True),))}
    parts["levers"] = levers = FakePrintControl()

    before = accept_print_jobs.remember(**parts)
    accept_print_jobs(**parts)
    accept_print_jobs.undo(before, **parts)

    assert before == ["Desk"]
    assert levers.switched == [("accept", "Desk"), ("reject", "Desk")]
    assert accept_print_jobs.risk is Risk.ASK


def test_one_where_somebody_wrote_down_why_stays_closed():
    why = Printer("Desk", closed=True, explained=True)
    parts = {"printing": FakePrinting((why,)), "levers": FakePrintControl()}

    assert accept_print_jobs.remember(**parts) is None
    with pytest.raises(Refused, match="wrote down why"):
        accept_print_jobs(**parts)
    assert parts["levers"].switched == []
