"""Disks for data and the system's places in memory, from ``mountinfo``."""

from __future__ import annotations

from contextlib import suppress

from agent.host.linux.disk import MATTERS, measured, own_home
from agent.host.linux.mounts import MOUNTINFO, Mount, covering, read_mounts, settle
from agent.host.ports.disk import Volume
from agent.host.trouble import HostError, PartMissing

IN_MEMORY = ("/run", "/dev/shm")  # noqa: S108 - asked about, not written to
"""Without room there, services and browsers fail (file-hierarchy(7))."""
PLUGGED_IN = ("/media/", "/run/media/")
"""Where UDisks mounts what people plug in; a stick may well be full."""
IMAGES = ("/snap/", "/var/lib/snapd/", "/var/lib/docker/", "/var/lib/containers/")
MOST = 20
"""So many volumes are measured."""


class LinuxDataVolumes:
    """The volumes that ``LinuxDisk`` does not look at."""

    def __init__(self, home: str | None = None, mountinfo: str = MOUNTINFO) -> None:
        """Take the account's own home, unless a test has another."""
        self._home = own_home() if home is None else home
        self._mountinfo = mountinfo

    def volumes(self) -> tuple[Volume, ...]:
        """See the port."""
        mounts = read_mounts(self._mountinfo)
        theirs = {
            covering(path, mounts).device
            for place in (*MATTERS, self._home)
            if place and (path := settle(place, mounts))
        }
        found: dict[str, Volume] = {}
        for mount in mounts:
            if mount.device not in theirs | set(found) and len(found) < MOST:
                with suppress(HostError):
                    if for_data(mount) and _is_seen(mount, mounts):
                        found[mount.device] = measured(mount.point, mount)
        if not found:
            msg = "this machine has no other disk than that of the system"
            raise PartMissing(msg)
        return tuple(found.values())


def for_data(mount: Mount) -> bool:
    """Say whether people or the system write there, and it is here to stay."""
    if mount.read_only or mount.point.startswith((*PLUGGED_IN, *IMAGES)):
        return False
    on_disk = mount.source.startswith("/dev/") or mount.kind in {"zfs", "bcachefs"}
    return mount.local and (on_disk or mount.point in IN_MEMORY)


def _is_seen(mount: Mount, mounts: list[Mount]) -> bool:
    """Say whether its place leads to it, by no server and below no other mount."""
    path = settle(mount.point, mounts)
    return path == mount.point and covering(path, mounts).id == mount.id
