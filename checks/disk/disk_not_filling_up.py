"""The disk will not be full by tomorrow."""

from agent.check import check
from agent.host.ports.disk import Disk
from agent.host.ports.disk_history import DiskGrowth, DiskHistory
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.disk._room import short
from checks.disk._trend import seconds_to_full

DISK_FILLS_UP = Problem(
    "disk-fills-up", Severity.ADVICE, facts=("mount", "free", "left", "grew")
)

WEEK = 7
"""Days; what is looked back on."""
HALF = 2
"""With more than half of it free, a volume is asked about tomorrow."""


@check(measures=True)
def disk_not_filling_up(
    disk: Disk, history: DiskHistory, growth: DiskGrowth, rules: DiskRules
) -> Finding | None:
    """No volume loses room so steadily that there will soon be none.

    One that is full already is not asked about here.
    """
    volumes = disk.volumes()
    full = short(volumes, rules)
    for volume in volumes:
        roomy = volume.free * HALF > volume.size
        if volume in full or volume.read_only or roomy:
            continue
        left = seconds_to_full(volume.free, history.readings(volume.device, WEEK))
        if left is not None and left <= rules.fills_up_hours * 3600:
            grown = growth.since(volume.device, WEEK)
            return DISK_FILLS_UP(
                mount=volume.mount,
                free=volume.free,
                left=round(left),
                grew=[{"place": one.place, "bytes": one.bytes} for one in grown],
            )
    return None
