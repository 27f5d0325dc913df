"""Measures how long ``fsync`` takes in the home."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic

from agent.host.linux.disk import own_home
from agent.host.linux.mounts import MOUNTINFO, covering, read_mounts, settle
from agent.host.trouble import HostError, PartMissing

IN_MEMORY = {"ramfs", "tmpfs"}
ENOUGH = 2.0
"""Seconds."""
LITTLE = b"\n" * 4096


class LinuxDiskSpeed:
    """The disk below the home of the account we run as."""

    def __init__(
        self,
        home: str | None = None,
        mountinfo: str = MOUNTINFO,
        sync: Callable[[int], None] = os.fsync,
    ) -> None:
        """Take the own home and the kernel's way, unless a test has others."""
        self._home = own_home() if home is None else home
        self._mountinfo, self._sync = mountinfo, sync

    def writes(self, most: int) -> tuple[float, ...]:
        """See the port; the file has no name, so that nothing can be left (open(2))."""
        mounts = read_mounts(self._mountinfo)
        place = settle(self._home, mounts) if self._home else ""
        if not place or covering(place, mounts).kind in IN_MEMORY:
            msg = "the home does not lie on a disk of this machine"
            raise PartMissing(msg)
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CLOEXEC | os.O_TMPFILE, 0o600)
            try:
                return self._timed(handle, most)
            finally:
                os.close(handle)
        except OSError as trouble:
            msg = f"nothing could be saved in the home: {trouble.strerror}"
            raise HostError(msg) from trouble

    def _timed(self, handle: int, most: int) -> tuple[float, ...]:
        taken: list[float] = []
        while len(taken) < most and sum(taken) < ENOUGH:
            began = monotonic()
            os.pwrite(handle, LITTLE, len(taken) * len(LITTLE))
            self._sync(handle)
            taken.append(round(monotonic() - began, 4))
        return tuple(taken)
