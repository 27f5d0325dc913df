"""Finish an installation that was cut short."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.upkeep import PackageControl, Packages
from agent.model import Account
from agent.moment import Moment
from checks.services.updates_not_stuck import UPDATES_HALF_DONE, UPDATES_INTERRUPTED


@fix(
    repairs=(UPDATES_HALF_DONE, UPDATES_INTERRUPTED),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    not_during=(
        *(Moment.IN_CALL, Moment.PRESENTING, Moment.REMOTE_SESSION),
        *(Moment.LOW_BATTERY, Moment.DRIVE_FAILING, Moment.UPDATING),
    ),
    timeout=600,
)
def finish_half_configured_packages(packages: Packages, levers: PackageControl) -> None:
    """Set up what lies there unpacked, while nobody else installs.

    A lock that somebody holds is never taken away; what was changed by hand stays.
    """
    if lock := packages.lock():
        msg = f"another program is installing at this moment: {lock.holder}"
        raise Refused(msg)
    if packages.broken() or packages.journal():
        levers.finish()
