"""Volumes from ``mountinfo`` and ``statvfs``, what fills them, ext4's own counters."""

from __future__ import annotations

import os
import pwd
import time
from collections.abc import Mapping
from contextlib import suppress

from agent.host.linux.mounts import MOUNTINFO, Mount, covering, read_mounts, settle
from agent.host.linux.places import has_bus
from agent.host.ports.disk import Drive, Eater, Place, Volume
from agent.host.trouble import HostError, PartMissing

MATTERS = ("/", "/var", "/tmp", "/home")  # noqa: S108 - asked about, not written to
EXT4 = "/sys/fs/ext4"
BTRFS = "/sys/fs/btrfs"
EXT = ("ext2", "ext3", "ext4")
"""What the ext4 driver mounts, and counts the errors of."""
MEASURING = 2.0
"""Seconds a measurement may take; the user waits for five at most."""


def own_home() -> str:
    """Return the home of the account we run as; empty where it has none."""
    try:
        return os.path.normpath(pwd.getpwuid(os.geteuid()).pw_dir)
    except KeyError:
        return ""


def spots_of(home: str) -> dict[Place, str]:
    """Return where the places lie for an account; without a home it has fewer.

    Core dumps lie where systemd-coredump(8) puts them, reports where apport does.

    ``XDG_CACHE_HOME`` is not heeded: a wrong one would name a folder of documents.
    """
    spots: dict[Place, str] = {
        "temp": "/tmp",  # noqa: S108 - what others left there is cleaned
        "lasting-temp": "/var/tmp",  # noqa: S108 - the same
        "packages": "/var/cache/apt/archives",
        "logs": "/var/log/journal",
        "core-dumps": "/var/lib/systemd/coredump",
        "crash-reports": "/var/crash",
    }
    if home not in ("", "/"):
        spots["cache"] = f"{home}/.cache"
        spots["trash"] = f"{home}/.local/share/Trash"
    return spots


class LinuxDisk:
    """The disks of this machine, as the account we run as sees them."""

    def __init__(
        self, home: str, spots: Mapping[Place, str], mountinfo: str = MOUNTINFO
    ) -> None:
        """Take the account's home, empty where it has none, and where places lie.

        A test takes another ``mountinfo``.
        """
        self._home, self._spots, self._mountinfo = home, spots, mountinfo

    def volumes(self) -> tuple[Volume, ...]:
        """See the port."""
        mounts = read_mounts(self._mountinfo)
        found: dict[str, Volume] = {}
        for place in (*MATTERS, self._home):
            if place and (path := settle(place, mounts)):
                mount = covering(path, mounts)
                if mount.device not in found:
                    found[mount.device] = measured(path, mount)
        if not found:
            msg = "nothing that matters lies on a disk of this machine"
            raise PartMissing(msg)
        return tuple(found.values())

    def eaters(self, device: str, days: dict[str, int]) -> tuple[Eater, ...]:
        """See the port."""
        from agent.host.linux.cleaning import removable, sweep

        mounts, until = read_mounts(self._mountinfo), time.monotonic() + MEASURING
        here = [
            (place, spot)
            for place, spot in self._spots.items()
            if (path := settle(spot, mounts))
            and covering(path, mounts).device == device
        ]
        found: list[Eater] = []
        for behind, (place, spot) in enumerate(here):
            share = (until - time.monotonic()) / (len(here) - behind)
            with suppress(OSError):
                taken = sweep(place, spot, days[place], time.monotonic() + share)
                if taken.files:
                    may = removable(place)
                    found.append(Eater(place, taken.bytes, taken.files, may))
        return tuple(sorted(found, key=lambda e: e.bytes, reverse=True))

    def damage(self) -> dict[str, int]:
        """See the port; the kernel's own count, kept on the volume until a repair."""
        found: dict[str, int] = {}
        for number in {m.number for m in read_mounts(self._mountinfo) if m.kind in EXT}:
            with suppress(OSError, ValueError):
                name = os.path.basename(os.readlink(f"/sys/dev/block/{number}"))
                with open(f"{EXT4}/{name}/errors_count", encoding="utf-8") as file:
                    found[name] = int(file.read())
        return found | (btrfs_errors() if os.path.isdir(BTRFS) else {})

    def drives(self) -> tuple[Drive, ...]:
        """See the port; nobody is asked where no system bus runs."""
        if not has_bus():
            return ()
        from agent.host.linux.udisks import drives_of, managed_objects

        return drives_of(managed_objects())


def btrfs_errors(folder: str = BTRFS) -> dict[str, int]:
    """Return the errors that each mounted btrfs counted, by one of its devices.

    ``devinfo/N/error_stats`` has a line for each kind of error (Linux 5.14).
    """
    found: dict[str, int] = {}
    with suppress(OSError):
        for volume in os.listdir(folder):
            with suppress(OSError, ValueError):
                name = min(os.listdir(f"{folder}/{volume}/devices"))
                count = 0
                for number in os.listdir(f"{folder}/{volume}/devinfo"):
                    path = f"{folder}/{volume}/devinfo/{number}/error_stats"
                    with open(path, encoding="utf-8") as file:
                        count += sum(int(line.split()[1]) for line in file)
                found[name] = count
    return found


def measured(path: str, mount: Mount) -> Volume:
    """Measure the volume a local path lies on.

    ``size`` is what this account could ever use, as ``df`` counts it: blocks that are
    reserved for root are neither used nor free.
    """
    try:
        told = os.statvfs(path)
    except OSError as trouble:
        msg = f"{mount.point} could not be measured: {trouble.strerror}"
        raise HostError(msg) from trouble
    used = told.f_blocks - told.f_bfree
    return Volume(
        mount=mount.point,
        device=mount.device,
        kind=mount.kind,
        free=told.f_bavail * told.f_frsize,
        size=(used + told.f_bavail) * told.f_frsize,
        free_files=told.f_favail,
        files=told.f_files,
        read_only=mount.read_only,
        on_purpose=mount.read_only and _wanted(mount),
    )


def _wanted(mount: Mount) -> bool:
    from agent.host.linux.intent import wanted_read_only

    return wanted_read_only(mount)
