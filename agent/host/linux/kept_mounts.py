"""Mounts as systemd keeps them: from fstab(5), or from units of their own."""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import suppress
from time import monotonic, sleep

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.folders import mount_of
from agent.host.linux.mounts import MOUNTINFO, Mount, read_mounts, settle
from agent.host.linux.remote_mounts import LinuxRemoteMounts
from agent.host.linux.systemd import (
    ASKING,
    MANAGER,
    PATH,
    SYSTEMD,
    UNIT,
    start_unit,
    started_by,
)
from agent.host.linux.units import meant
from agent.host.ports.mounts import KeptMount
from agent.host.trouble import HostError, PartMissing

MOUNT = f"{SYSTEMD}.Mount"
FROM_KERNEL = ("", "/proc/self/mountinfo")
"""``FragmentPath`` of a mount that systemd only sees, and nobody wrote down."""
MOST = 12
MNT_DETACH = 2
"""umount2(2): go now, clean up when nobody uses it any more."""
NOT_DEAD = "the folder is not one whose program has ended"
ANSWERING = 2.0
"""Seconds that a mount may take to say that it is dead."""
SEEING = 3.0
"""Seconds that systemd may take to see that a mount is gone."""


class LinuxMounts:
    """The mount units of the system's manager; ``bus`` is the path of its bus."""

    def __init__(self, bus: str = "", mountinfo: str = MOUNTINFO) -> None:
        """Name the bus; nobody is asked yet."""
        self._bus, self._mountinfo = bus, mountinfo

    def missing(self) -> tuple[KeptMount, ...]:
        """See the port; systemd knows what its targets want, and ``noauto`` nobody."""
        down = (["inactive", "failed"], ["*.mount"])
        mounts = read_mounts(self._mountinfo)
        with Bus(self._bus, lasts=ASKING) as bus:
            rows = bus.call(SYSTEMD, PATH, MANAGER, "ListUnitsByPatterns", "asas", down)
            found = [
                kept
                for row in rows[0]
                if row[2] == "loaded" and meant(bus, row[6])
                if (kept := _kept(bus, row[0], row[6], mounts))
            ]
        return tuple(found[:MOST])

    def kept(self, places: tuple[str, ...]) -> tuple[KeptMount, ...]:
        """See the port."""
        mounts = read_mounts(self._mountinfo)
        found = []
        with Bus(self._bus, lasts=ASKING) as bus:
            for unit in map(unit_at, places):
                with suppress(BusError):
                    path = bus.call(SYSTEMD, PATH, MANAGER, "GetUnit", "s", (unit,))[0]
                    found.append(_kept(bus, unit, path, mounts))
        return tuple(one for one in found if one)


class LinuxMountControl:
    """Mounts by systemd; what is in use, so that it cannot, the kernel lets go."""

    def __init__(self, bus: str = "") -> None:
        """Name the bus; nobody is asked yet."""
        self._bus = bus

    def mount(self, unit: str) -> str:
        """See the port."""
        return start_unit(self._bus, unit)

    def reconnect(self, unit: str, place: str) -> str:
        """See the port; a restart takes along what needs the mount and runs."""
        if place not in _broken():
            raise HostError(NOT_DEAD)
        said = start_unit(self._bus, unit, how="RestartUnit")
        if place not in _broken():
            return said
        let_go(place)
        self._wait_for_the_end_of(unit, place)
        return start_unit(self._bus, unit)

    def _wait_for_the_end_of(self, unit: str, place: str) -> None:
        """Wait until systemd has seen what the kernel knows."""
        until = monotonic() + SEEING
        with Bus(self._bus) as bus:
            (path,) = bus.call(SYSTEMD, PATH, MANAGER, "LoadUnit", "s", (unit,))
            while not any(mount.point == place for mount in read_mounts()):
                rests = bus.get(SYSTEMD, path, UNIT, "ActiveState") != "active"
                if rests or monotonic() > until:
                    return
                sleep(0.05)


def let_go(place: str) -> None:
    """Take a dead mount away by the very handle that was looked at, whoever uses it.

    A child asks first whether it answers, as whoever asks one that hangs hangs too.
    Raises ``HostError`` where it is no such mount, ``PermissionError`` without rights.
    """
    if os.geteuid():
        msg = "only an administrator may take a mount away"
        raise PermissionError(msg)
    here = [mount for mount in read_mounts() if mount.point == place]
    if not here or place not in _broken():
        raise HostError(NOT_DEAD)
    try:
        handle = os.open(place, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as trouble:
        msg = f"the folder cannot be reached: {trouble.strerror}"
        raise HostError(msg) from trouble
    try:
        if not _dead(handle, here[-1]):
            raise HostError(NOT_DEAD)
        _detach(handle)
    finally:
        os.close(handle)


def unit_at(place: str) -> str:
    """Return the unit that mounts a place (systemd.unit(5), string escaping)."""
    names = [name for name in place.split("/") if name]
    path = "-".join(_escaped(name, first=not at) for at, name in enumerate(names))
    return f"{path or '-'}.mount"


def _escaped(name: str, *, first: bool) -> str:
    data = name.encode(errors="surrogateescape")
    return "".join(
        chr(one)
        if chr(one).isascii()
        and (
            chr(one).isalnum()
            or chr(one) in ":_"
            or (chr(one) == "." and (at or not first))
        )
        else f"\\x{one:02x}"
        for at, one in enumerate(data)
    )


def _kept(bus: Bus, unit: str, path: str, mounts: list[Mount]) -> KeptMount | None:
    """Return a mount that somebody wrote down and nobody locked."""
    told = bus.get_all(SYSTEMD, path, UNIT)
    if told.get("FragmentPath", "") in FROM_KERNEL or told.get("LoadState") != "loaded":
        return None
    if started_by(told, triggered=False) == "forbidden":
        return None
    place = str(bus.get(SYSTEMD, path, MOUNT, "Where"))
    return KeptMount(place, unit, occupied=_occupied(place, mounts))


def _occupied(place: str, mounts: list[Mount]) -> bool:
    """Say whether a mount would hide something, or nobody can tell."""
    if any(mount.point == place for mount in mounts):
        return False
    if not (path := settle(place, mounts)):
        return os.path.lexists(place)
    try:
        with os.scandir(path) as entries:
            return next(entries, None) is not None
    except OSError:
        return True


def _broken() -> set[str]:
    try:
        seen = LinuxRemoteMounts().asked(ANSWERING)
    except PartMissing:
        return set()
    return {one.mount for one in seen if one.answer == "broken"}


def _dead(handle: int, mount: Mount) -> bool:
    """Say whether a handle is on that very mount, and its program has ended."""
    if mount_of(handle).split()[1] != mount.id or not mount.kind.startswith("fuse"):
        return False
    try:
        os.fstatvfs(handle)
    except OSError as trouble:
        return trouble.errno == errno.ENOTCONN
    return False


def _detach(handle: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(f"/proc/self/fd/{handle}".encode(), MNT_DETACH):
        msg = f"the mount stays: {os.strerror(ctypes.get_errno())}"
        raise HostError(msg)
