"""The drive is healthy, where it tells."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.disk import Disk
from agent.model import Finding, Problem, Severity

FILE_SYSTEM_ERRORS = Problem(
    "file-system-errors", Severity.BLOCKING, facts=("devices", "errors")
)
DRIVE_FAILING = Problem("drive-failing", Severity.BLOCKING, facts=("drives", "signs"))


@check(measures=True)
def drive_is_healthy(disk: Disk) -> Finding | None:
    """No file system has counted errors, and no drive warns of its own end."""
    damage = disk.damage()
    if hurt := {device: count for device, count in damage.items() if count}:
        return FILE_SYSTEM_ERRORS(devices=sorted(hurt), errors=sum(hurt.values()))
    drives = disk.drives()
    if not drives and not damage:
        msg = "no drive and no file system here tells about its health"
        raise PartMissing(msg)
    if failing := [drive for drive in drives if drive.signs]:
        return DRIVE_FAILING(
            drives=[drive.name for drive in failing],
            signs=sorted({sign for drive in failing for sign in drive.signs}),
        )
    return None
