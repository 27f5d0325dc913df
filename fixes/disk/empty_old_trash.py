"""Make room by letting go what was thrown away long ago."""

from agent.fix import Risk, fix
from agent.host.ports.disk import Disk, DiskControl
from agent.host.ports.freed import Freed
from agent.moment import Moment
from agent.policy.model import DiskRules
from checks.disk.nothing_eats_the_space import SPACE_EATEN
from fixes.disk._broom import sweep


@fix(
    repairs=(SPACE_EATEN,),
    risk=Risk.ASK,
    not_during=(Moment.DRIVE_FAILING,),
    timeout=30,
)
def empty_old_trash(disk: Disk, levers: DiskControl, rules: DiskRules) -> Freed:
    """Remove for good, after a yes, what both its note and its folder say is old.

    People keep things there: what has no legible date stays, and so does what is young.
    """
    return sweep(disk, levers, rules, ("trash",))
