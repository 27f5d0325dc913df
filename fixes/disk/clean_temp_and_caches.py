"""Make room by removing what nobody has touched for long."""

from agent.fix import Risk, fix
from agent.host.ports.disk import Disk, DiskControl
from agent.host.ports.freed import Freed
from agent.moment import Moment
from agent.policy.model import DiskRules
from checks.disk.nothing_eats_the_space import SPACE_EATEN
from fixes.disk._broom import sweep


@fix(
    repairs=(SPACE_EATEN,),
    risk=Risk.SAFE,
    not_during=(Moment.DRIVE_FAILING, Moment.UPDATING),
    timeout=60,
)
def clean_temp_and_caches(disk: Disk, levers: DiskControl, rules: DiskRules) -> Freed:
    """Clean old temporary files and caches; never a document, a download or a log."""
    return sweep(disk, levers, rules, ("temp", "lasting-temp", "cache"))
