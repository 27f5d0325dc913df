"""When a volume is short of room, and how much it lacks."""

from agent.host.ports.disk import Volume
from agent.policy.model import DiskRules


def short(volumes: tuple[Volume, ...], rules: DiskRules) -> list[Volume]:
    """Return the writable volumes short of bytes or of files, the tightest first.

    What is read-only cannot fill up: an image is full by nature.
    """
    tight = [
        volume
        for volume in volumes
        if not volume.read_only
        and (missing_bytes(volume, rules) or missing_files(volume, rules))
    ]
    return sorted(tight, key=lambda v: percent(v.free, v.size))


def missing_bytes(volume: Volume, rules: DiskRules) -> int:
    """Return how many bytes must become free; 0 where there is room.

    A volume is short when it is below both limits, so reaching the nearer is enough.
    """
    wanted = min(rules.min_free_bytes, volume.size * rules.min_free_percent / 100)
    return max(0, round(wanted) - volume.free)


def missing_files(volume: Volume, rules: DiskRules) -> int:
    """Return how many files must go; 0 where there is room, or no limit on files."""
    wanted = volume.files * rules.min_free_inodes_percent / 100
    return max(0, round(wanted) - volume.free_files)


def percent(part: int, whole: int) -> float:
    """Return a share in percent, to one decimal; 0 of nothing is 0."""
    return round(100 * part / whole, 1) if whole else 0.0


def ages(rules: DiskRules) -> dict[str, int]:
    """Return for each place how many days a thing there must have been left alone."""
    return {
        "temp": rules.temp_days,
        "lasting-temp": max(rules.temp_days, rules.cache_days),
        "cache": rules.cache_days,
        "trash": rules.trash_days,
        "packages": rules.cache_days,
        "logs": rules.evidence_days,
        "core-dumps": rules.evidence_days,
        "crash-reports": rules.evidence_days,
    }
