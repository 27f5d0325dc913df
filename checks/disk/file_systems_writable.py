"""The disk can be written to."""

from agent.check import check
from agent.host.ports.disk import Disk
from agent.model import Finding, Problem, Severity
from checks.disk.drive_is_healthy import drive_is_healthy

FILE_SYSTEM_READ_ONLY = Problem(
    "file-system-read-only", Severity.BLOCKING, facts=("mounts",)
)


@check(explained_by=(drive_is_healthy,), measures=True)
def file_systems_writable(disk: Disk) -> Finding | None:
    """No volume that matters became read-only without anybody wanting it."""
    stuck = [v.mount for v in disk.volumes() if v.read_only and not v.on_purpose]
    return FILE_SYSTEM_READ_ONLY(mounts=stuck) if stuck else None
