"""Single files, volumes and mount points, none of which can make us wait for long."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from time import time
from typing import TypeVar

from agent.host.linux.disk import own_home
from agent.host.linux.mounts import MOUNTINFO, read_mounts
from agent.host.linux.plain_file import read_plain
from agent.host.linux.together import together
from agent.host.ports.paths import FileSeen, Mounted, RoomSeen
from agent.host.trouble import HostError

T = TypeVar("T")
PATIENCE = 2.0
GONE = (FileNotFoundError, NotADirectoryError)


class LinuxPaths:
    """Paths as the account we run as sees them."""

    def __init__(self, home: str | None = None, mountinfo: str = MOUNTINFO) -> None:
        """Take the account's own home, unless a test has another."""
        self._home = own_home() if home is None else home
        self._mountinfo = mountinfo

    def file(self, path: str) -> FileSeen:
        """See the port."""
        full = self._full(path)
        try:
            seen = _soon(path, lambda: os.stat(full))
        except GONE:
            return FileSeen(exists=False)
        folder = stat.S_ISDIR(seen.st_mode)
        age = max(0.0, round(time() - seen.st_mtime, 1))
        return FileSeen(True, folder, 0 if folder else seen.st_size, age)  # noqa: FBT003

    def room(self, path: str) -> RoomSeen:
        """See the port; counted as ``df`` does, without what is kept for root."""
        full = self._full(path)
        try:
            told = _soon(path, lambda: os.statvfs(full))
        except GONE as gone:
            msg = f"there is no {path}"
            raise HostError(msg) from gone
        size = told.f_blocks - told.f_bfree + told.f_bavail
        return RoomSeen(told.f_bavail * told.f_frsize, size * told.f_frsize)

    def mounted(self, path: str) -> Mounted:
        """See the port; an automount is entered, and what it mounted looked at."""
        full = os.path.normpath(self._full(path))
        kinds = self._kinds(full)
        if not kinds:
            return "missing"
        try:
            _soon(path, lambda: os.statvfs(f"{full}/."))
        except HostError:
            return "silent"
        except GONE:
            return "missing"
        except PermissionError:
            return "mounted"
        return "mounted" if set(self._kinds(full)) - {"autofs"} else "missing"

    def expiry(self, path: str) -> float:
        """See the port; nothing of the file but a date is told."""
        from agent.host.linux.validity import LARGEST, days_left_in

        full = self._full(path)

        try:
            content = _soon(path, lambda: read_plain(full, LARGEST))
            return days_left_in(content, time())
        except GONE as gone:
            msg = f"there is no {path}"
            raise HostError(msg) from gone

    def _full(self, path: str) -> str:
        if not path.startswith("~/"):
            return path
        if not self._home:
            msg = "this account has no home"
            raise HostError(msg)
        return f"{self._home}/{path[2:]}"

    def _kinds(self, point: str) -> list[str]:
        return [m.kind for m in read_mounts(self._mountinfo) if m.point == point]


def _soon(path: str, ask: Callable[[], T]) -> T:
    """Return what the system says about a path; leave it where it takes too long."""

    def asked(_: str) -> T | OSError:
        try:
            return ask()
        except OSError as trouble:
            return trouble

    known = together(asked, [path], PATIENCE)
    if path not in known:
        msg = f"{path} does not answer"
        raise HostError(msg)
    said = known[path]
    if isinstance(said, OSError) and not isinstance(said, (*GONE, PermissionError)):
        msg = f"{path} could not be looked at: {said.strerror}"
        raise HostError(msg) from said
    if isinstance(said, OSError):
        raise said
    return said
