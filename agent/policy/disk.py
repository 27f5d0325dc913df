"""What IT can set about disks."""

from __future__ import annotations

from agent.value import Value


class DiskRules(Value):
    """When a disk counts as full: bytes and percent must both be below.

    ``min_free_inodes_percent``: the same for the number of files. ``temp_days`` and
    ``cache_days``: files untouched for so long may be cleaned away (as
    systemd-tmpfiles does after 10 days in ``/tmp`` and 30 in ``/var/tmp``).
    ``trash_days``: things thrown away so long ago may go for good. ``evidence_days``:
    the same of closed logs and of what crashed left; systemd keeps dumps for three.

    ``data_min_free_bytes``: a disk for data counts only when it takes nothing more.
    ``fills_up_hours``: a disk that will be full sooner is told about (Netdata warns at
    8 hours and below, an agent that is asked once a day must look further).
    ``quota_min_free_percent``: less than that of what an account may use is full.

    ``slow_write_seconds``: what saving 4 kB may take; a hard disk under load takes
    0.02 (Zabbix warns there), one that fails or is swamped a second and more.
    ``slow_pressure_percent``: a disk is slow only if programs also waited for it for
    so much of the past minute and of the past five.
    ``worn_percent``: used up, of what its maker says it can write (NVM Express base
    specification, Percentage Used). ``mount_seconds``: what a folder on a server may
    take to answer.
    """

    min_free_bytes: int = 5_000_000_000
    min_free_percent: float = 10.0
    min_free_inodes_percent: float = 5.0
    temp_days: int = 10
    cache_days: int = 30
    trash_days: int = 30
    evidence_days: int = 30
    data_min_free_bytes: int = 1_000_000
    fills_up_hours: float = 24.0
    quota_min_free_percent: float = 1.0
    slow_write_seconds: float = 0.5
    slow_pressure_percent: float = 30.0
    worn_percent: float = 95.0
    mount_seconds: float = 2.0
