"""Make room by removing installed packages' files, which can be fetched again."""

from agent.fix import Risk, fix
from agent.host.ports.disk import Disk, DiskControl
from agent.host.ports.freed import Freed
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import DiskRules
from checks.disk.nothing_eats_the_space import SPACE_EATEN
from checks.disk.system_disk_has_room import SYSTEM_DISK_FULL
from fixes.disk._broom import sweep


@fix(
    repairs=(SPACE_EATEN, SYSTEM_DISK_FULL),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.DRIVE_FAILING, Moment.UPDATING),
    timeout=30,
)
def clean_package_cache(disk: Disk, levers: DiskControl, rules: DiskRules) -> Freed:
    """Clean what apt fetched and nobody used of late, while apt itself is not at work.

    A standard user's disk is full though nothing of the user's own fills it: so this
    helps against that too.
    """
    return sweep(disk, levers, rules, ("packages",))
