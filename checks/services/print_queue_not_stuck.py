"""No print job is stuck."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Printer, Printing, PrintJob
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.services.printers_are_ready import UNREACHED, printers_are_ready

PRINT_JOBS_STUCK = Problem(
    "print-jobs-stuck", Severity.ANNOYING, facts=("printers", "count", "age")
)


@check(explained_by=(printers_are_ready,), measures=True, proves=False)
def print_queue_not_stuck(printing: Printing, rules: ServiceRules) -> Finding | None:
    """No job has failed, and none waits for long without moving."""
    printers = printing.printers()
    if not printers:
        msg = "no printer is set up here"
        raise PartMissing(msg)
    if jobs := stuck(printers, printing.jobs(), rules.stuck_job_minutes * 60):
        return PRINT_JOBS_STUCK(
            printers=sorted({job.printer for job in jobs}),
            count=len(jobs),
            age=round(max(job.age for job in jobs)),
        )
    return None


def stuck(
    printers: tuple[Printer, ...], jobs: tuple[PrintJob, ...], patience: float
) -> list[PrintJob]:
    """Return the jobs that failed, or that do not move for ``patience`` seconds.

    A job that is held was held by somebody. One that waits behind another is stuck
    only if that one is, or if the printer does nothing at all.
    """
    moving = {
        job.printer
        for job in jobs
        if job.state == "processing" and not _hangs(job, printers, patience)
    }
    return [
        job
        for job in jobs
        if job.state == "stopped"
        or (job.state == "processing" and job.printer not in moving)
        or (
            job.state == "pending" and job.age >= patience and job.printer not in moving
        )
    ]


def _hangs(job: PrintJob, printers: tuple[Printer, ...], patience: float) -> bool:
    """Say whether a job at work gets nowhere; what passes pages on gets somewhere."""
    printer = next((p for p in printers if p.name == job.printer), None)
    lost = printer is not None and (
        printer.stopped or any(one.startswith(UNREACHED) for one in printer.reasons)
    )
    return job.at_work >= patience and (lost or not job.done)
