"""Sweeps the same places wherever a volume is short of room."""

from agent.fix import Refused
from agent.host.ports.disk import Disk, DiskControl, Place
from agent.policy.model import DiskRules
from checks.disk._room import ages, short

NOTHING = "nothing of that kind takes up the room"
FOR_ROOT = "only an administrator may clean there"


def sweep(
    disk: Disk, levers: DiskControl, rules: DiskRules, places: tuple[Place, ...]
) -> None:
    """Clean those of the places that lie on a tight volume, each by its own age.

    What is free is asked before, and by the check again: the report has both.
    """
    days = ages(rules)
    tight = short(disk.volumes(), rules)
    lying = [one for volume in tight for one in disk.eaters(volume.device, days)]
    seen = [one for one in lying if one.place in places]
    if not seen:
        raise Refused(NOTHING)
    if not any(one.removable for one in seen):
        raise PermissionError(FOR_ROOT)
    for one in seen:
        if one.removable:
            levers.clean(one.place, days[one.place])
