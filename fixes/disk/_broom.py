"""Sweeps the same places wherever a volume is short of room."""

from agent.fix import Refused
from agent.host.ports.disk import Disk, DiskControl, Place
from agent.host.ports.freed import Freed
from agent.policy.model import DiskRules
from checks.disk._room import ages, short

NOTHING = "nothing of that kind takes up the room"
FOR_ROOT = "only an administrator may clean there"


def sweep(
    disk: Disk, levers: DiskControl, rules: DiskRules, places: tuple[Place, ...]
) -> Freed:
    """Clean those of the places that lie on a tight volume, each by its own age.

    Returns what was free on these volumes before and after.
    """
    days = ages(rules)
    tight = short(disk.volumes(), rules)
    lying = [one for volume in tight for one in disk.eaters(volume.device, days)]
    seen = [one for one in lying if one.place in places]
    if not seen:
        raise Refused(NOTHING)
    if not any(one.removable for one in seen):
        raise PermissionError(FOR_ROOT)
    mine = [one.place for one in seen if one.removable]
    gone = sum(levers.clean(place, days[place])["bytes"] for place in mine)
    devices = {volume.device for volume in tight}
    after = sum(one.free for one in disk.volumes() if one.device in devices)
    return Freed(gone, sum(volume.free for volume in tight), after)
