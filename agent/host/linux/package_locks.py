"""Who holds the lock of those that install software.

Nothing is locked or opened for writing: of a lock only its number on the disk is
read, and compared with the kernel's list of locks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from agent.host.trouble import HostError

RPM = ("usr/lib/sysimage/rpm/.rpm.lock", "var/lib/rpm/.rpm.lock")
"""rpm's lock of whoever changes what is installed, beside its records (lib/rpmts.c);
who only asks locks it for reading."""


def holder(root: str, places: Sequence[str]) -> int:
    """Return the process that holds one of these locks, 0 where nobody does.

    ``root`` is the folder of the system. Raises ``HostError`` where a lock may be held
    by somebody who is hidden from this account.
    """
    holders = dict(_locks(os.path.join(root, "proc/locks")))
    for place in places:
        try:
            told = os.stat(os.path.join(root, place))
        except OSError:
            continue
        device = f"{os.major(told.st_dev):02x}:{os.minor(told.st_dev):02x}"
        pid = holders.get((told.st_ino, device), 0)
        if not pid and os.major(told.st_dev) == 0:  # overlayfs and btrfs lie
            pid = next((p for (i, _), p in holders.items() if i == told.st_ino), 0)
        if pid and _is_of(root, pid, told.st_uid):
            return pid
        if pid > 0 and _is_hidden(root, pid):
            msg = "software may be being installed, by whom is hidden from here"
            raise HostError(msg)
    return 0


def _is_hidden(root: str, pid: int) -> bool:
    """Say whether a process may be there all the same, as the first always is.

    Who sees only their own (``hidepid`` of proc(5)) cannot tell it from one that
    has ended, nor whose it is.
    """
    return not any(os.path.exists(f"{root}/proc/{n}") for n in (pid, 1))


def _is_of(root: str, pid: int, owner: int) -> bool:
    """Say whether a process is of whom the lock is; nobody else can hold it.

    Else a file with the same number, on another disk, would pass for the lock.
    """
    try:
        return os.stat(f"{root}/proc/{pid}").st_uid == owner
    except OSError:
        return False


def _locks(place: str) -> Iterator[tuple[tuple[int, str], int]]:
    """Yield inode, device and process of each lock that one holds (proc_locks(5))."""
    try:
        with open(place, encoding="ascii") as file:
            for line in file:
                words = line.split()
                if words[1] == "->" or words[3] != "WRITE":
                    continue
                device, _, inode = words[5].rpartition(":")
                yield (int(inode), device), int(words[4])
    except OSError:
        return
