"""Mount what is always mounted here and is not."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.mounts import MountControl, Mounts
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from checks.login.home_is_mounted import HOME_NOT_MOUNTED


@fix(
    repairs=(HOME_NOT_MOUNTED,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.DRIVE_FAILING,),
    settle=1,
    timeout=90,
)
def mount_missing_folder(mounts: Mounts, units: Units, levers: MountControl) -> None:
    """Mount each as at a start; never over a folder in which something lies by now.

    Nor what needs something that failed, as the examination of a disk with errors.
    """
    missing = mounts.missing()
    if not missing:
        msg = "the system knows of nothing that should be mounted and is not"
        raise Refused(msg)
    free = [one for one in missing if not one.occupied]
    if not free:
        msg = "files lie where it should be mounted, and would be hidden"
        raise Refused(msg)
    for one in free:
        if not units.blockers(one.unit):
            levers.mount(one.unit)
