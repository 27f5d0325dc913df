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
    seen = [
        eater
        for volume in short(disk.volumes(), rules)
        for eater in disk.eaters(volume.device, days)
        if eater.place in places
    ]
    if not seen:
        raise Refused(NOTHING)
    if not any(eater.removable for eater in seen):
        raise PermissionError(FOR_ROOT)
    for eater in seen:
        if eater.removable:
            levers.clean(eater.place, days[eater.place])
