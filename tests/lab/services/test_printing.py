"""A real print service with a printer that is not there."""

import pytest

from agent.engine import Engine
from agent.events import Result, StepDone
from agent.host import Host, PartMissing
from agent.host.linux import ipp
from agent.host.linux.ipp import Ipp, Keyword
from agent.host.linux.printing import LinuxPrintControl, LinuxPrinting
from agent.host.ports.services import PrintControl, Printer, Printing
from agent.planning import Allowed
from agent.fix import Refused, Risk
from agent.policy.model import ServiceRules
from checks.services.print_queue_not_stuck import print_queue_not_stuck
from fixes.services.accept_print_jobs import accept_print_jobs
from fixes.services.cancel_stuck_print_jobs import cancel_stuck_print_jobs
from fixes.services.resume_paused_printer import resume_paused_printer
from fixes.services.resume_printer import resume_printer
from tests.lab.services.cups import LPADMIN, NOBODY, as_nobody, cups, wait_for

pytestmark = pytest.mark.lab

PATIENCE = 6.0
RULES = ServiceRules(stuck_job_minutes=PATIENCE / 60)
YES = Allowed((Risk.SAFE, Risk.ASK))


@pytest.fixture
def service():
    with cups() as service:
        yield service


def run(service):
    """Diagnose and repair with consent; return what became of each step."""
    said = []
    parts = {
        "Printing": lambda: LinuxPrinting(service.socket),
        "PrintControl": lambda: LinuxPrintControl(service.socket),
    }
    engine = Engine(
        Host(parts, (RULES,)),
        [print_queue_not_stuck],
        [cancel_stuck_print_jobs],
        said.append,
    )
    engine.repair(engine.diagnose(YES), YES)
    return [event.result for event in said if isinstance(event, StepDone)]


def ids(service):
    return [job.id for job in LinuxPrinting(service.socket).jobs()]


def wait_until_old(service, job):
    """Wait until a job is older than anybody's patience, at the printer if it is."""

    def old():
        found = next(j for j in LinuxPrinting(service.socket).jobs() if j.id == job)
        at_work = found.state != "processing" or found.at_work >= PATIENCE
        return found.age >= PATIENCE and at_work

    wait_for(old, 30)


def test_a_print_service_without_printers_leaves_nothing_to_ask(service):
    with pytest.raises(PartMissing):
        print_queue_not_stuck(LinuxPrinting(service.socket), RULES)


def test_where_no_print_service_runs_it_is_absent(tmp_path):
    with pytest.raises(PartMissing):
        LinuxPrinting(f"{tmp_path}/cups.sock").printers()


def test_a_job_to_a_dead_printer_is_cancelled_and_held_and_young_ones_stay(service):
    service.add("Desk")
    held = service.print("Desk", "-H", "hold")
    dead = service.print("Desk")
    wait_until_old(service, dead)
    young = service.print("Desk", user=NOBODY, group=NOBODY)
    assert ids(service) == [held, dead, young]

    assert run(service) == [Result.CURED]

    assert ids(service) == [held, young]
    pull = (LinuxPrinting(service.socket), LinuxPrintControl(service.socket), RULES)
    cancel_stuck_print_jobs(*pull)
    assert ids(service) == [held, young], "twice is once"


def test_jobs_that_wait_for_a_stopped_printer_are_found_and_cancelled(service):
    service.add("Desk")
    service.run("/usr/sbin/cupsdisable", "Desk")
    waiting = service.print("Desk", user=NOBODY, group=NOBODY)
    wait_until_old(service, waiting)
    (printer,) = LinuxPrinting(service.socket).printers()
    assert printer == Printer("Desk", stopped=True, reasons=("paused",), paused=True)

    assert run(service) == [Result.CURED]

    assert ids(service) == []


def test_an_employee_cancels_the_own_job_and_no_other(service):
    service.add("Desk")
    others = service.print("Desk")
    own = service.print("Desk", user=NOBODY, group=NOBODY)
    wait_until_old(service, own)
    wait_until_old(service, others)

    with as_nobody():
        jobs = {job.id: job.ours for job in LinuxPrinting(service.socket).jobs()}
        assert jobs == {others: False, own: True}
        assert run(service) == [Result.NO_EFFECT]
        assert ids(service) == [others]
        assert run(service) == [Result.REFUSED]

    assert ids(service) == [others]


def test_a_job_that_is_gone_meanwhile_is_fine(service):
    service.add("Desk")
    job = service.print("Desk")

    for one in (job, job, 999):
        LinuxPrintControl(service.socket).cancel(one)

    assert ids(service) == []


def test_neither_what_is_printed_nor_for_whom_is_in_an_answer(service):
    service.add("Desk")
    service.print("Desk", "-t", "Dismissal of Jan", user=NOBODY, group=NOBODY)

    told = repr(LinuxPrinting(service.socket).jobs())

    assert "Jan" not in told
    assert "nobody" not in told


def test_a_queue_that_takes_no_jobs_and_the_one_used_by_default(service):
    service.add("Desk")
    service.add("Hall")
    service.run("/usr/sbin/cupsreject", "Hall")
    assert LinuxPrinting(service.socket).default() == ""

    service.run(LPADMIN, "-d", "Hall")

    assert LinuxPrinting(service.socket).default() == "Hall"
    printers = LinuxPrinting(service.socket).printers()
    assert {one.name: one.closed for one in printers} == {"Desk": False, "Hall": True}


def groups(service):
    """Return all that CUPS says of the state of its queues, but for times."""
    names = ("all", "printer-name", "printer-state", "printer-is-accepting-jobs")
    asked = {"requested-attributes": tuple(Keyword(name) for name in names)}
    told = Ipp(service.socket, "root").ask(ipp.GET_PRINTERS, "/", asked, proof=False)
    return [
        {name: v for name, v in one.items() if "time" not in name}
        for one in told.groups
    ]


@pytest.mark.parametrize(
    ("repair", "how", "told"),
    [
        (resume_paused_printer, "cupsdisable", ("Desk", True, False)),
        (accept_print_jobs, "cupsreject", ("Desk", False, True)),
    ],
)
def test_what_somebody_switched_is_switched_and_put_back_as_it_was(
    service, repair, how, told
):
    service.add("Desk")
    service.run(f"/usr/sbin/{how}", "Desk")
    printing, levers = LinuxPrinting(service.socket), LinuxPrintControl(service.socket)
    parts = {"printing": printing, "levers": levers}

    before, remembered = groups(service), repair.remember(**parts)
    for _ in range(2):
        repair(**parts) if repair.remember(**parts) else None
        (cured,) = printing.printers()
        assert not (cured.stopped or cured.closed)
    repair.undo(remembered, **parts)

    assert groups(service) == before
    (printer,) = printing.printers()
    assert (printer.name, printer.paused, printer.closed) == told


def test_a_queue_that_somebody_stopped_or_closed_and_said_why_is_left(service):
    service.add("Desk")
    service.run("/usr/sbin/cupsdisable", "-r", "Out for repair", "Desk")
    printing, levers = LinuxPrinting(service.socket), LinuxPrintControl(service.socket)

    (printer,) = printing.printers()
    with pytest.raises(Refused):
        resume_printer(printing, levers)
    assert (printer.paused, printer.erred, printer.explained) == (False, False, True)

    service.run("/usr/sbin/cupsenable", "Desk")
    service.run("/usr/sbin/cupsreject", "-r", "Holiday", "Desk")
    with pytest.raises(Refused):
        accept_print_jobs(printing, levers)
    (printer,) = printing.printers()
    assert (printer.closed, printer.stopped) == (True, False)


@pytest.mark.parametrize("how", ["resume", "pause", "accept", "reject"])
def test_whoever_is_no_administrator_switches_no_queue(service, how):
    service.add("Desk")
    service.add("Größe")
    before = groups(service)

    with as_nobody(), pytest.raises(PermissionError):
        getattr(LinuxPrintControl(service.socket), how)("Größe")

    assert groups(service) == before
    getattr(LinuxPrintControl(service.socket), how)("Größe")
