"""Make room by removing what nobody has touched for long."""

from agent.fix import Risk, fix
from agent.host.ports.disk import Disk, DiskControl
from agent.moment import Moment
from agent.policy.model import DiskRules
from checks.disk._room import ages, short
from checks.disk.nothing_eats_the_space import SPACE_EATEN


@fix(
    repairs=(SPACE_EATEN,),
    risk=Risk.SAFE,
    not_during=(Moment.DRIVE_FAILING, Moment.UPDATING),
    timeout=60,
)
def clean_temp_and_caches(disk: Disk, levers: DiskControl, rules: DiskRules) -> None:
    """Clean the places on tight volumes that this account may clean.

    Old temporary files, caches and trash; never a document, a download or a log.
    """
    days = ages(rules)
    for volume in short(disk.volumes(), rules):
        for eater in disk.eaters(volume.device, days):
            if eater.removable:
                levers.clean(eater.place, days[eater.place])
