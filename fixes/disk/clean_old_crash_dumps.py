"""Make room by letting go what programs left when they crashed long ago."""

from agent.fix import Risk, fix
from agent.host.ports.disk import Disk, DiskControl
from agent.host.ports.freed import Freed
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import DiskRules
from checks.disk.nothing_eats_the_space import SPACE_EATEN
from fixes.disk._broom import sweep


@fix(
    repairs=(SPACE_EATEN,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    not_during=(Moment.DRIVE_FAILING,),
    timeout=30,
    reported_first=True,
)
def clean_old_crash_dumps(disk: Disk, levers: DiskControl, rules: DiskRules) -> Freed:
    """Remove dumps and crash reports older than the rules keep evidence.

    Never before a report of this run lies on the disk.
    """
    return sweep(disk, levers, rules, ("core-dumps", "crash-reports"))
