"""Whether the volume that should hold the home is mounted; the home is not touched."""

from __future__ import annotations

from contextlib import suppress

from agent.host.linux.home import homes_here
from agent.host.linux.mounts import MOUNTINFO, covering, read_mounts, unescape
from agent.host.trouble import PartMissing

FSTAB, MAPS = "/etc/fstab", "/etc/auto.master"
FOR_LATER = {"noauto", "x-systemd.automount", "comment=systemd.automount"}
"""Options of fstab(5) and systemd.mount(5) by which nothing is mounted at the start."""


class LinuxHomeMount:
    """What fstab and the automounter's master map promise, and what the kernel has."""

    def __init__(
        self,
        homes: tuple[str, ...] = (),
        fstab: str = FSTAB,
        maps: str = MAPS,
        mountinfo: str = MOUNTINFO,
    ) -> None:
        """Take other homes and other files, for a test."""
        self._homes, self._fstab = homes, fstab
        self._maps, self._mountinfo = maps, mountinfo

    def missing(self) -> str:
        """See the port."""
        points = [*_promised(self._fstab), *_automounted(self._maps)]
        homes = self._homes or homes_here()
        wanted = {max(over, key=len) for one in homes if (over := _over(one, points))}
        if not wanted:
            msg = "the home lies on the disk of the system"
            raise PartMissing(msg)
        mounts = read_mounts(self._mountinfo)
        gone = (one for one in wanted if covering(one, mounts).point != one)
        return min(gone, default="")


def _over(home: str, points: list[str]) -> list[str]:
    """Return those of the mount points that hold a home; not the system's own."""
    return [one for one in points if one != "/" and f"{home}/".startswith(f"{one}/")]


def _promised(fstab: str) -> list[str]:
    """Return where fstab(5) wants something mounted at every start."""
    rows = [line.split() for line in _lines(fstab)]
    return [
        unescape(row[1]).rstrip("/") or "/"
        for row in rows
        if len(row) > 3 and row[1][:1] == "/" and not FOR_LATER & set(row[3].split(","))
    ]


def _automounted(maps: str) -> list[str]:
    """Return the folders that auto.master(5) gives to the automounter."""
    rows = [line.split() for line in _lines(maps)]
    folders = [row[0].rstrip("/") for row in rows if len(row) > 1 and row[0][:1] == "/"]
    return [one for one in folders if one not in {"", "/-"}]


def _lines(path: str) -> list[str]:
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        return [line for line in file if line.strip()[:1] not in {"", "#", "+"}]
    return []
