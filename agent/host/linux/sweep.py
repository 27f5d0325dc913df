"""Measures and removes what lies untouched in a folder, without following a link.

Every folder is opened from its parent's handle with ``O_NOFOLLOW | O_DIRECTORY``,
every file removed from its folder's handle. Whoever swaps a folder for a link while
we are in it only makes that open fail: no path is ever looked up twice.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from agent.host.linux.folders import OPEN, mount_of, path_of

MAX_DEPTH = 64
"""Two handles stay open per level, of the 1024 a process usually has."""


class Sweep:
    """One walk over one place: what to take, and what was taken so far."""

    def __init__(  # noqa: PLR0913 - a declaration: each is a rule
        self,
        *,
        before: float,
        until: float,
        owner: int | None = None,
        spare: tuple[str, ...] = (),
        wanted: Callable[[str], bool] = lambda _name: True,
        off_limits: frozenset[str] = frozenset(),
        looking_counts: bool = True,
        remove: bool = False,
    ) -> None:
        """Take what nobody touched since ``before`` (seconds since 1970).

        Before infinity is all there is, and then links themselves go too. ``until``
        is when to stop, on the monotonic clock; ``owner`` the only account
        whose things count; ``spare`` how names begin that are left alone at the top;
        ``wanted`` judges the name of a file; ``off_limits`` are paths in use or
        mounted upon, without links; ``looking_counts`` as touching, not only writing.
        Nothing is removed unless ``remove``.
        """
        self._before, self._until, self._owner = before, until, owner
        self._spare, self._wanted, self._off_limits = spare, wanted, off_limits
        self._looking_counts, self._remove = looking_counts, remove
        self._device, self._mount = 0, ""
        self.bytes = self.files = 0

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return monotonic() > self._until

    def run(self, folder: int) -> None:
        """Walk an open folder."""
        self._device, self._mount = os.fstat(folder).st_dev, mount_of(folder)
        self._walk(folder, path_of(folder), 0)

    def run_one(self, folder: int, name: str) -> None:
        """Look at one entry of an open folder, and at all below it."""
        self._device, self._mount = os.fstat(folder).st_dev, mount_of(folder)
        where = f"{path_of(folder)}/{name}"
        if where not in self._off_limits:
            self._look(folder, name, where, 1)

    def _walk(self, folder: int, path: str, depth: int) -> None:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if self.over:
                    return
                where = f"{path}/{entry.name}"
                if where in self._off_limits or (
                    not depth and entry.name.startswith(self._spare)
                ):
                    continue
                with suppress(OSError):
                    self._look(folder, entry.name, where, depth)

    def _look(self, folder: int, name: str, where: str, depth: int) -> None:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if self._owner not in (None, found.st_uid) or found.st_dev != self._device:
            return
        if stat.S_ISDIR(found.st_mode):
            if depth < MAX_DEPTH:
                self._enter(folder, name, where, depth)
        elif self._wanted(name) and self._may_go(found):
            self._take(folder, name, found)

    def _may_go(self, found: os.stat_result) -> bool:
        """Tell a plain old file; what has a second name would free nothing.

        The youngest of the three times counts: the change time is that of arrival,
        whatever date an unpacked file claims, and the access time that of last use.
        """
        looked_at = found.st_atime if self._looking_counts else 0.0
        youngest = max(found.st_mtime, looked_at, found.st_ctime)
        plain = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
        link = stat.S_ISLNK(found.st_mode) and self._before == float("inf")
        return (plain or link) and youngest < self._before

    def _take(self, folder: int, name: str, found: os.stat_result) -> None:
        if self._remove:
            os.unlink(name, dir_fd=folder)
        self.bytes += found.st_blocks * 512
        self.files += 1

    def _enter(self, folder: int, name: str, where: str, depth: int) -> None:
        inner = os.open(name, OPEN | os.O_NOATIME, dir_fd=folder)
        try:
            found = os.fstat(inner)
            ours = self._owner in (None, found.st_uid)
            if not ours or mount_of(inner) != self._mount:
                return
            if self._remove:
                fcntl.flock(inner, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._walk(inner, where, depth + 1)
            old = max(found.st_mtime, found.st_ctime) < self._before
            if self._remove and old and not found.st_mode & stat.S_ISVTX:
                os.rmdir(name, dir_fd=folder)
        finally:
            os.close(inner)
