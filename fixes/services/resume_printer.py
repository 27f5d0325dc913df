"""Let a printer go on that an error stopped."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.services import PrintControl, Printing
from agent.model import Account
from checks.services.printers_are_ready import PRINTER_STOPPED, used

STALE = 12 * 3600
"""Seconds; what was printed before today may be on somebody's desk by now."""


@fix(repairs=(PRINTER_STOPPED,), risk=Risk.SAFE, runs_as=Account.SYSTEM, settle=5)
def resume_printer(printing: Printing, levers: PrintControl) -> None:
    """Resume each stopped printer somebody uses, where it surely was an error.

    Never one that somebody stopped, whatever they said, nor one where what waits is
    so old that it would come out for nobody, or for others to read.
    """
    jobs = printing.jobs()
    erred = [one for one in used(printing, printing.printers(), jobs) if one.erred]
    if not erred:
        msg = "somebody stopped the printer, and may have a reason"
        raise Refused(msg)
    names = [one.name for one in erred]
    if any(job.age > STALE for job in jobs if job.printer in names):
        msg = "what waits for the printer is so old that nobody may want it any more"
        raise Refused(msg)
    for name in names:
        levers.resume(name)
