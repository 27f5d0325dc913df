"""Let a printer go on that somebody paused and forgot."""

from agent.fix import Risk, fix
from agent.host.ports.services import PrintControl, Printing
from agent.model import Account
from checks.services.printers_are_ready import PRINTER_PAUSED, used


def paused(printing: Printing, levers: PrintControl) -> list[str] | None:  # noqa: ARG001 - the parts of the fix
    """Return the printers somebody uses that somebody paused, and said not why."""
    found = used(printing, printing.printers(), printing.jobs())
    return [one.name for one in found if one.paused] or None


def pause_again(before: list[str], printing: Printing, levers: PrintControl) -> None:  # noqa: ARG001 - the parts of the fix
    """Pause them as they were."""
    for name in before:
        levers.pause(name)


@fix(
    repairs=(PRINTER_PAUSED,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    by_group=True,
    remember=paused,
    undo=pause_again,
    settle=2,
)
def resume_paused_printer(printing: Printing, levers: PrintControl) -> None:
    """Resume each, after a yes: what waits there is printed at once."""
    for name in paused(printing, levers) or ():
        levers.resume(name)
