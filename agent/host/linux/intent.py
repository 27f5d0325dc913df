"""Whether somebody meant a volume to be read-only."""

from __future__ import annotations

from agent.host.linux.mounts import FORCED, Mount, unescape

FSTAB = "/etc/fstab"

READ_ONLY_BY_NATURE = {"cramfs", "erofs", "iso9660", "romfs", "squashfs", "udf"}


def wanted_read_only(mount: Mount, fstab: str = FSTAB) -> bool:
    """Say whether somebody meant this mount to be read-only."""
    if FORCED & set(mount.super_options):
        return False
    if not mount.stuck or mount.kind in READ_ONLY_BY_NATURE:
        return True
    if mount.kind == "overlay":
        return not any(one.startswith("upperdir=") for one in mount.super_options)
    return "ro" in listed_options(mount.point, fstab)


def listed_options(point: str, fstab: str) -> list[str]:
    """Return the options fstab(5) gives for a mount point; empty without an entry."""
    try:
        with open(fstab, encoding="utf-8", errors="surrogateescape") as file:
            rows = [line.split() for line in file if line.lstrip()[:1] != "#"]
    except OSError:
        return []
    return next(
        (
            row[3].split(",")
            for row in rows
            if len(row) > 3 and unescape(row[1]).rstrip("/") == point.rstrip("/")
        ),
        [],
    )
