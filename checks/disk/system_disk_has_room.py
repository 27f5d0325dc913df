"""The disk has room."""

from agent.check import check
from agent.host.ports.disk import Disk
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.disk._room import missing_bytes, percent, short
from checks.disk.nothing_eats_the_space import nothing_eats_the_space

SYSTEM_DISK_FULL = Problem(
    "system-disk-full", Severity.BLOCKING, facts=("mount", "free", "size", "percent")
)
TOO_MANY_FILES = Problem(
    "too-many-files", Severity.BLOCKING, facts=("mount", "free", "size", "percent")
)


@check(explained_by=(nothing_eats_the_space,), measures=True)
def system_disk_has_room(disk: Disk, rules: DiskRules) -> Finding | None:
    """There is room for data and for files wherever the system or a home writes."""
    for volume in short(disk.volumes(), rules):
        if missing_bytes(volume, rules):
            return SYSTEM_DISK_FULL(
                mount=volume.mount,
                free=volume.free,
                size=volume.size,
                percent=percent(volume.free, volume.size),
            )
        return TOO_MANY_FILES(
            mount=volume.mount,
            free=volume.free_files,
            size=volume.files,
            percent=percent(volume.free_files, volume.files),
        )
    return None
