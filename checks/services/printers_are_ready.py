"""The printers somebody here uses take what is sent to them."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Printer, Printing, PrintJob
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.network.gateway_answers import gateway_answers
from checks.services.required_services_run import required_services_run

FACTS = ("printers", "reasons", "count")
PRINTER_PAUSED = Problem("printer-paused", Severity.ANNOYING, facts=FACTS)
PRINTER_STOPPED = Problem("printer-stopped", Severity.ANNOYING, facts=FACTS)
PRINTER_CLOSED = Problem("printer-closed", Severity.ANNOYING, facts=FACTS)
PRINTER_NO_PAPER = Problem("printer-no-paper", Severity.ANNOYING, facts=FACTS)
PRINTER_JAMMED = Problem("printer-jammed", Severity.ANNOYING, facts=FACTS)
PRINTER_OPEN = Problem("printer-open", Severity.ANNOYING, facts=FACTS)
PRINTER_NO_INK = Problem("printer-no-ink", Severity.ANNOYING, facts=FACTS)
PRINTER_UNREACHABLE = Problem("printer-unreachable", Severity.ANNOYING, facts=FACTS)
BY_REASON = {
    PRINTER_NO_PAPER: {"media-empty", "media-needed", "input-tray-missing"},
    PRINTER_JAMMED: {"media-jam"},
    PRINTER_OPEN: {"cover-open", "door-open", "interlock-open"},
    PRINTER_NO_INK: {"toner-empty", "marker-supply-empty", "developer-empty"},
}
UNREACHED = ("connecting-to-device", "offline", "timed-out", "shutdown")
"""How IPP's keywords begin for a printer that cannot be reached (RFC 8011, 5.4.12)."""
ORDER = (
    *(PRINTER_PAUSED, PRINTER_STOPPED, *BY_REASON),
    *(PRINTER_UNREACHABLE, PRINTER_CLOSED),
)


@check(
    explained_by=(required_services_run, gateway_answers), measures=True, proves=False
)
def printers_are_ready(printing: Printing, rules: ServiceRules) -> Finding | None:
    """No printer that is the default, the only one or waited for is out of order."""
    printers = printing.printers()
    if not printers:
        msg = "no printer is set up here"
        raise PartMissing(msg)
    jobs = printing.jobs()
    told = [(_order(one, jobs, rules), one) for one in used(printing, printers, jobs)]
    for problem in ORDER:
        if bad := [printer for what, printer in told if what is problem]:
            return problem(
                printers=[one.name for one in bad],
                reasons=sorted({reason for one in bad for reason in one.reasons}),
                count=len(bad),
            )
    return None


def used(
    printing: Printing, printers: tuple[Printer, ...], jobs: tuple[PrintJob, ...]
) -> list[Printer]:
    """Return the printers that are the default, the only one or waited for."""
    default = printing.default() if len(printers) > 1 else printers[0].name
    names = {default} | {job.printer for job in jobs if job.ours}
    return [one for one in printers if one.name in names]


def _order(
    printer: Printer, jobs: tuple[PrintJob, ...], rules: ServiceRules
) -> Problem | None:
    """Return what is wrong with a printer; a warning or a note of it is nothing.

    Every job connects first; only one that goes on doing so has lost the printer.
    """
    if printer.stopped:
        return PRINTER_PAUSED if printer.paused else PRINTER_STOPPED
    mild = ("-report", "-warning")
    told = {
        one.removesuffix("-error") for one in printer.reasons if not one.endswith(mild)
    }
    for problem, reasons in BY_REASON.items():
        if told & reasons:
            return problem
    patience = rules.unreached_minutes * 60
    here = [job for job in jobs if job.printer == printer.name]
    trying = any(job.state == "processing" and job.at_work >= patience for job in here)
    if trying and any(one.startswith(UNREACHED) for one in printer.reasons):
        return PRINTER_UNREACHABLE
    return PRINTER_CLOSED if printer.closed else None
