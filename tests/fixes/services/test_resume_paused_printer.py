"""Let a printer go on that somebody paused and forgot."""

from agent.fix import Risk
from agent.host.fake.services import FakePrintControl, FakePrinting
from agent.host.ports.services import Printer
from fixes.services.resume_paused_printer import resume_paused_printer

PAUSED = Printer("Desk", stopped=True, paused=True)
HALL = Printer("Hall", stopped=True, paused=True)


def test_a_paused_printer_goes_on_after_a_yes_and_is_paused_again_if_it_did_not_help():
    parts = {"printing": FakePrinting((PAUSED, HALL), (), "Desk")}
    parts["levers"] = levers = FakePrintControl()

    before = resume_paused_printer.remember(**parts)
    resume_paused_printer(**parts)
    resume_paused_printer.undo(before, **parts)

    assert before == ["Desk"]
    assert levers.switched == [("resume", "Desk"), ("pause", "Desk")]
    assert resume_paused_printer.risk is Risk.ASK


def test_one_that_stopped_otherwise_is_left():
    erred = Printer("Desk", stopped=True, erred=True)
    why = Printer("Desk", stopped=True, explained=True)
    for one in (erred, why):
        parts = {"printing": FakePrinting((one,)), "levers": FakePrintControl()}

        assert resume_paused_printer.remember(**parts) is None
        resume_paused_printer(**parts)
        assert parts["levers"].switched == []
