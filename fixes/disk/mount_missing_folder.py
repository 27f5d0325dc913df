"""Mount what is always mounted here and is not."""

from collections.abc import Iterator

from agent.fix import Refused, Risk, fix
from agent.host import PartMissing
from agent.host.ports.account import HomeMount
from agent.host.ports.mounts import KeptMount, MountControl, Mounts
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from checks.login.home_is_mounted import HOME_NOT_MOUNTED


def _gone(home: HomeMount) -> str:
    try:
        return home.missing()
    except PartMissing:
        return ""


def _needed(free: list[KeptMount], home: HomeMount) -> Iterator[KeptMount]:
    """Yield what a home that is missing needs, and then the next; all where none is.

    Whoever takes one after the other mounts it in between.
    """
    place, left = _gone(home), free
    while left:
        chosen = [o for o in left if not place or f"{place}/".startswith(f"{o.place}/")]
        yield from chosen
        left = [one for one in left if one not in chosen]
        if not chosen or not (place := _gone(home)):
            return


@fix(
    repairs=(HOME_NOT_MOUNTED,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.DRIVE_FAILING,),
    settle=1,
    timeout=90,
)
def mount_missing_folder(
    mounts: Mounts, units: Units, home: HomeMount, levers: MountControl
) -> None:
    """Mount each as at a start; never over a folder in which something lies by now.

    Nor what needs something that failed, as the examination of a disk with errors; nor
    what no missing home needs, as somebody may have unmounted it on purpose.
    """
    missing = mounts.missing()
    if not missing:
        msg = "the system knows of nothing that should be mounted and is not"
        raise Refused(msg)
    free = [one for one in missing if not one.occupied]
    if not free:
        msg = "files lie where it should be mounted, and would be hidden"
        raise Refused(msg)
    for one in _needed(free, home):
        if not units.blockers(one.unit):
            levers.mount(one.unit)
