"""Where room is short, it is not because of what was written this week."""

from agent.check import check
from agent.host.ports.disk import Disk
from agent.host.ports.disk_history import DiskGrowth
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.disk._room import missing_bytes, short
from checks.disk.system_disk_has_room import system_disk_has_room

SPACE_GREW = Problem(
    "space-grew",
    Severity.ADVICE,
    facts=("mount", "days", "bytes", "own", "temporary", "system"),
)

DAYS = 7
WORTH_PERCENT = 5
"""Less than that of a volume is no reason that anybody would look for."""
TEMPORARY = ("temp", "lasting-temp", "cache", "trash")


@check(explained_by=(system_disk_has_room,), measures=True)
def nothing_grew_suddenly(
    disk: Disk, growth: DiskGrowth, rules: DiskRules
) -> Finding | None:
    """What was written to a tight volume this week is less than what it lacks.

    Nothing is looked at while there is room.
    """
    for volume in short(disk.volumes(), rules):
        grown = growth.since(volume.device, DAYS)
        total = sum(one.bytes for one in grown)
        worth = max(missing_bytes(volume, rules), volume.size * WORTH_PERCENT / 100)
        if total >= worth:
            own = sum(one.bytes for one in grown if one.place == "home")
            spare = sum(one.bytes for one in grown if one.place in TEMPORARY)
            return SPACE_GREW(
                mount=volume.mount,
                days=DAYS,
                bytes=total,
                own=own,
                temporary=spare,
                system=total - own - spare,
            )
    return None
