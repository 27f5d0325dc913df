"""The disks for data are not full to the brim."""

from agent.check import check
from agent.host.ports.data_volumes import DataVolumes
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules

DATA_DISK_FULL = Problem(
    "data-disk-full", Severity.ANNOYING, facts=("mounts", "free", "size")
)
DATA_DISK_CROWDED = Problem(
    "data-disk-crowded", Severity.ANNOYING, facts=("mounts", "free")
)


@check(measures=True)
def data_volumes_have_room(data: DataVolumes, rules: DiskRules) -> Finding | None:
    """Every disk besides the system's takes at least one more small file.

    A disk for data may well be nearly full, and have been so for years.
    """
    volumes = [volume for volume in data.volumes() if not volume.read_only]
    if full := [v for v in volumes if v.size and v.free < rules.data_min_free_bytes]:
        return DATA_DISK_FULL(
            mounts=[volume.mount for volume in full],
            free=sum(volume.free for volume in full),
            size=sum(volume.size for volume in full),
        )
    if crowded := [v for v in volumes if v.files and not v.free_files]:
        return DATA_DISK_CROWDED(mounts=[v.mount for v in crowded], free=0)
    return None
