"""Disk quotas of the account we run as (quotactl(2))."""

from __future__ import annotations

import errno
import os
import struct
import time
from collections.abc import Callable

from agent.host.linux.disk import MATTERS, own_home
from agent.host.linux.mounts import MOUNTINFO, Mount, covering, read_mounts, settle
from agent.host.ports.quotas import Quota
from agent.host.trouble import HostError, PartMissing

ENFORCED = {"quota", "uquota", "usrquota"}
"""How ext4, XFS and tmpfs show in mountinfo that people have limits."""
GET = 0x800007 << 8
"""``QCMD(Q_GETQUOTA, USRQUOTA)`` of <linux/quota.h>."""
QUOTACTL_FD = 443
"""The same number on every architecture (Linux 5.14)."""
SHAPE = struct.Struct("@8QI4x")
"""``struct if_dqblk``: hard and soft limit and use of space, the same of files, and
when each grace ends; limits of space in blocks of 1024 bytes, use in bytes."""
BLOCK = 1024
NO_LIMITS = {errno.ESRCH, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOENT}
"""This account has none, or nobody counts after all."""

Ask = Callable[[Mount], bytes]


class LinuxQuotas:
    """The limits the kernel keeps; nobody is asked where no mount option names them."""

    def __init__(
        self,
        home: str | None = None,
        mountinfo: str = MOUNTINFO,
        ask: Ask | None = None,
    ) -> None:
        """Take the own home and the kernel, unless a test has others."""
        self._home = own_home() if home is None else home
        self._mountinfo, self._ask = mountinfo, ask or quotactl

    def own(self) -> tuple[Quota, ...]:
        """See the port."""
        mounts = read_mounts(self._mountinfo)
        here = {
            (mount := covering(path, mounts)).device: mount
            for place in (*MATTERS, self._home)
            if place and (path := settle(place, mounts))
        }
        limited = [m for m in here.values() if ENFORCED & set(m.super_options)]
        found = [quota for mount in limited if (quota := self._of(mount))]
        if not found:
            msg = "nobody limits how much this account may use"
            raise PartMissing(msg)
        return tuple(found)

    def _of(self, mount: Mount) -> Quota | None:
        try:
            return read(mount.point, self._ask(mount), time.time())
        except OSError as trouble:
            if trouble.errno in NO_LIMITS:
                return None
            msg = f"the limits on {mount.point} are not told: {trouble.strerror}"
            raise HostError(msg) from trouble


def read(mount: str, told: bytes, now: float) -> Quota | None:
    """Read what the kernel told; nothing where there is no limit."""
    hard, soft, used, files_hard, files_soft, files, *ends, _ = SHAPE.unpack(told)
    if not any((hard, soft, files_hard, files_soft)):
        return None
    graces = ((soft * BLOCK, used, ends[0]), (files_soft, files, ends[1]))
    over = any(most and use > most and 0 < end <= now for most, use, end in graces)
    limit, files_limit = (hard or soft) * BLOCK, files_hard or files_soft
    return Quota(mount, used, limit, files, files_limit, over)


def quotactl(mount: Mount) -> bytes:
    """Ask the kernel by the folder, or by the device where it is too old for that."""
    import ctypes

    kernel = ctypes.CDLL(None, use_errno=True)
    told = ctypes.create_string_buffer(SHAPE.size)
    handle = os.open(mount.point, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        failed = kernel.syscall(QUOTACTL_FD, handle, GET, os.geteuid(), told)
    finally:
        os.close(handle)
    if failed and ctypes.get_errno() == errno.ENOSYS:
        device = os.fsencode(mount.source)
        failed = kernel.quotactl(GET, device, os.geteuid(), told)
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return told.raw
