"""Asks network and FUSE mounts whether they answer, by children that may hang.

Whoever asks a dead server waits in the kernel and cannot be ended: so a child asks.
"""

from __future__ import annotations

import errno
import os
import signal
from _thread import start_new_thread
from contextlib import suppress
from time import monotonic, sleep

from agent.host.linux.mounts import MOUNTINFO, Mount, read_mounts
from agent.host.ports.remote_mounts import Answer, RemoteMount
from agent.host.trouble import HostError, PartMissing

NETWORK = {"9p", "afs", "ceph", "cifs", "nfs", "nfs4", "smb3"}
OURSELVES = (
    "fuse.gvfsd-fuse",
    "fuse.lxcfs",
    "fuse.portal",
    "fuse.snapfuse",
    "fuse.squashfuse",
)
"""What the desktop serves for itself; nobody works in them."""
APP_IMAGES = "/tmp/.mount_"  # noqa: S108 - where AppImages mount themselves
MOST = 12
STAT = "/usr/bin/stat"
QUIET: list[tuple[int, int, str, int, int]] = [
    (os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in range(3)
]
GONE = {errno.ENOTCONN, errno.ESTALE}
"""Its program ended; its server forgot it."""
DOWN = {errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.EIO, errno.ETIMEDOUT}
"""The system gave up waiting for the server before we did."""
STEP = 0.01
"""Seconds."""


class LinuxRemoteMounts:
    """The mounts of this machine that others serve."""

    def __init__(self, mountinfo: str = MOUNTINFO, stat: str = STAT) -> None:
        """Take another list, and another program that asks, for a test."""
        self._mountinfo, self._stat = mountinfo, stat

    def asked(self, seconds: float) -> tuple[RemoteMount, ...]:
        """See the port."""
        theirs = {m.point: m for m in read_mounts(self._mountinfo) if served(m)}
        if not theirs:
            msg = "no folder of another machine is mounted here"
            raise PartMissing(msg)
        mounts = list(theirs.values())[:MOST]
        answers = self._answers([mount.point for mount in mounts], seconds)
        told = [
            RemoteMount(mount.point, server_of(mount), mount.kind, answer)
            for mount, answer in zip(mounts, answers, strict=True)
            if answer
        ]
        if not told:
            msg = "this account may not look into the mounted folders"
            raise PartMissing(msg)
        return tuple(told)

    def _answers(self, points: list[str], seconds: float) -> list[Answer | None]:
        try:
            children = [self._ask(point) for point in points]
        except OSError as trouble:
            msg = f"nobody could be sent to ask: {trouble.strerror}"
            raise HostError(msg) from trouble
        until, ended = monotonic() + seconds, dict.fromkeys(children, False)
        while not all(ended.values()) and monotonic() < until:
            for child in children:
                ended[child] = ended[child] or os.waitpid(child, os.WNOHANG)[0] == child
            sleep(STEP)
        for child in children:
            if not ended[child]:
                os.kill(child, signal.SIGKILL)
                start_new_thread(_bury, (child,))
        return [
            said(point) if ended[child] else "none"
            for point, child in zip(points, children, strict=True)
        ]

    def _ask(self, point: str) -> int:
        words = [self._stat, "--file-system", "--format=", "--", point]
        return os.posix_spawn(self._stat, words, {"LC_ALL": "C"}, file_actions=QUIET)


def served(mount: Mount) -> bool:
    """Say whether somebody else serves it whom people may have to wait for."""
    if mount.kind in OURSELVES or mount.point.startswith(APP_IMAGES):
        return False
    return mount.kind in NETWORK or mount.kind.partition(".")[0] == "fuse"


def server_of(mount: Mount) -> str:
    """Return the host in ``files:/home``, ``//files/home`` and ``els@files:``."""
    if mount.source.startswith("//"):
        return mount.source[2:].partition("/")[0]
    host, colon, _ = mount.source.rpartition(":")
    host = host.partition("/")[0].rpartition("@")[2]
    return host.strip("[]") if colon and not mount.source.startswith("/") else ""


def said(point: str) -> Answer | None:
    """Ask what has just answered; nothing where we may not see it."""
    try:
        os.statvfs(point)
    except OSError as trouble:
        if trouble.errno in DOWN:
            return "none"
        return "broken" if trouble.errno in GONE else None
    return "yes"


def _bury(child: int) -> None:
    with suppress(OSError):
        os.waitpid(child, 0)
