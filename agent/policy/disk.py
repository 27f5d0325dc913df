"""What IT can set about disks."""

from __future__ import annotations

from agent.value import Value


class DiskRules(Value):
    """When a disk counts as full: bytes and percent must both be below.

    ``min_free_inodes_percent``: the same for the number of files. ``temp_days`` and
    ``cache_days``: files untouched for so long may be cleaned away (as
    systemd-tmpfiles does after 10 days in ``/tmp`` and 30 in ``/var/tmp``).
    ``trash_days``: things thrown away so long ago may go for good.
    """

    min_free_bytes: int = 5_000_000_000
    min_free_percent: float = 10.0
    min_free_inodes_percent: float = 5.0
    temp_days: int = 10
    cache_days: int = 30
    trash_days: int = 30
