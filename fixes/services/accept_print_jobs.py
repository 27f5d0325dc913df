"""Let a printer take new jobs that somebody closed and forgot."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.services import PrintControl, Printing
from agent.model import Account
from checks.services.printers_are_ready import PRINTER_CLOSED, used


def closed(printing: Printing, levers: PrintControl) -> list[str] | None:  # noqa: ARG001 - the parts of the fix
    """Return the printers somebody uses that take no jobs; nobody said why."""
    found = used(printing, printing.printers(), printing.jobs())
    return [one.name for one in found if one.closed and not one.explained] or None


def close_again(before: list[str], printing: Printing, levers: PrintControl) -> None:  # noqa: ARG001 - the parts of the fix
    """Close them as they were."""
    for name in before:
        levers.reject(name)


def explained(printing: Printing, levers: PrintControl) -> str:
    """Say that those which are closed are so for a reason; nothing where one is not."""
    why = "somebody closed the printer and wrote down why"
    return "" if closed(printing, levers) else why


@fix(
    repairs=(PRINTER_CLOSED,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    by_group=True,
    remember=closed,
    undo=close_again,
    unless=explained,
    settle=1,
)
def accept_print_jobs(printing: Printing, levers: PrintControl) -> None:
    """Open each, after a yes; never one where somebody wrote down why it is closed."""
    if why := explained(printing, levers):
        raise Refused(why)
    for name in closed(printing, levers) or ():
        levers.accept(name)
