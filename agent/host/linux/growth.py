"""Where what was written of late lies; names and contents are not looked at."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress

from agent.host.linux.disk import own_home, spots_of
from agent.host.linux.mounts import MOUNTINFO, covering, read_mounts, settle
from agent.host.ports.disk_history import Growth, Spot

LOOKING = 1.0
"""Seconds."""
BLOCK = 512
"""Bytes of what ``st_blocks`` counts (stat(2))."""


class LinuxDiskGrowth:
    """The places of this machine that grow."""

    def __init__(
        self, spots: Mapping[Spot, str] | None = None, mountinfo: str = MOUNTINFO
    ) -> None:
        """Take the places of this account, unless a test has others."""
        self._mountinfo = mountinfo
        self._spots = own_spots() if spots is None else spots

    def since(self, device: str, days: int) -> tuple[Growth, ...]:
        """See the port."""
        mounts = read_mounts(self._mountinfo)
        here = [
            (place, path)
            for place, spot in self._spots.items()
            if (path := settle(spot, mounts))
            and covering(path, mounts).device == device
        ]
        points = {mount.point for mount in mounts}
        until, found = time.monotonic() + LOOKING, []
        for behind, (place, path) in enumerate(here):
            share = (until - time.monotonic()) / (len(here) - behind)
            others = {one for _, one in here if one != path} | points
            size = written(path, days, time.monotonic() + share, others)
            found += [Growth(place, size)] if size else []
        return tuple(sorted(found, key=lambda one: one.bytes, reverse=True))


def own_spots() -> Mapping[Spot, str]:
    """Return where things of this account grow."""
    home = own_home()
    spots: dict[Spot, str] = dict(spots_of(home).items())
    return spots | {"home": home} if "cache" in spots else spots


def written(top: str, days: int, until: float, others: set[str]) -> int:
    """Return how many bytes below a folder were written in the past days.

    Follows no link and stays out of the ``others``, without so much as a look at them:
    what is mounted there may hang.
    """
    size, todo, since = 0, [top], time.time() - days * 86_400
    while todo and time.monotonic() < until:
        with suppress(OSError), os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.path in others or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    told = entry.stat(follow_symlinks=False)
                    if told.st_mtime >= since:
                        size += told.st_blocks * BLOCK
    return size
