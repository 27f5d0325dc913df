"""A real print service with a printer that is not there."""

import pytest

from agent.engine import Engine
from agent.events import Result, StepDone
from agent.host import Host, PartMissing
from agent.host.linux.printing import LinuxPrintControl, LinuxPrinting
from agent.host.ports.services import PrintControl, Printer, Printing
from agent.planning import Allowed
from agent.fix import Risk
from agent.policy.model import ServiceRules
from checks.services.print_queue_not_stuck import print_queue_not_stuck
from fixes.services.cancel_stuck_print_jobs import cancel_stuck_print_jobs
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
