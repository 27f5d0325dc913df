"""Who calls on a local socket, by the kernel's word, and what logind knows of them."""

from __future__ import annotations

import errno
import grp
import os
import pwd
import select
import socket
import struct
from contextlib import suppress

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.places import ACCOUNTS, own_account
from agent.host.trouble import HostError, PartMissing
from agent.service.authority import GONE, NO_HANDLE, Caller, Sitting
from agent.typed import Any

SO_PEERPIDFD = 77
"""linux/asm-generic/socket.h, since 6.5; not in ``socket``."""
LOGIN = "org.freedesktop.login1"
MANAGER = ("/org/freedesktop/login1", f"{LOGIN}.Manager")
NONE = ("NoSuchUser", "NoSessionForPID", "NoSuchSession", "UnknownObject")
"""How the names of errors end that say: there is none (org.freedesktop.login1(5))."""
ASKING = 1.5
"""Seconds for all questions about one caller."""
MOST = 20


class LinuxPeers:
    """The accounts of this machine, by NSS, and their sessions, by logind."""

    def __init__(self, bus: str = "", accounts: str = ACCOUNTS) -> None:
        """Take another bus and list of accounts than the system's, for a test."""
        self._bus, self._accounts = bus, accounts

    def caller(self, line: socket.socket) -> Caller:
        """Return who connected (``SO_PEERCRED``, unix(7)), and a handle on them."""
        told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        pid, uid, _ = struct.unpack("iII", told)
        try:
            handle = line.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD)
        except OSError as no:
            handle = NO_HANDLE if no.errno == errno.ENOPROTOOPT else GONE
        return Caller(uid, pid, handle)

    def leave(self, caller: Caller) -> None:
        """Close the handle."""
        if caller.handle >= 0:
            os.close(caller.handle)

    def alive(self, caller: Caller) -> bool:
        """Say whether the handle's process runs; it turns readable as it ends.

        Without a handle nothing is claimed: the kernel is older than 6.5, and the
        session of the process was only a reason to refuse.
        """
        if caller.handle < 0:
            return caller.handle == NO_HANDLE
        ended = select.poll()
        ended.register(caller.handle, select.POLLIN)
        return not ended.poll(0)

    def is_ours(self, uid: int) -> bool:
        """Say whether it is the account that the package made for the timer's run."""
        return uid == own_account(self._accounts)

    def name(self, uid: int) -> str:
        """Return the name of an account; empty where there is none."""
        try:
            return pwd.getpwuid(uid).pw_name
        except KeyError:
            return ""

    def groups(self, uid: int) -> tuple[str, ...]:
        """Return the names of its groups; one without a name is left out."""
        names = []
        account = pwd.getpwuid(uid)
        for number in os.getgrouplist(account.pw_name, account.pw_gid):
            with suppress(KeyError):
                names.append(grp.getgrgid(number).gr_name)
        return tuple(names)

    def sittings(self, uid: int) -> tuple[Sitting, ...]:
        """Return the sessions of an account."""
        with Bus(self._bus, lasts=ASKING) as bus:
            path = _path(bus, "GetUser", uid)
            if not path:
                return ()
            own = bus.get(LOGIN, path, f"{LOGIN}.User", "Sessions")
            found = (_sitting(bus, one) for _, one in own[:MOST])
            return tuple(one for one in found if one)

    def sitting_of(self, pid: int) -> Sitting | None:
        """Return the session a process is in.

        None for what a user's own manager runs (a desktop's programs, often), and for
        what is in another process namespace.
        """
        with Bus(self._bus, lasts=ASKING) as bus:
            path = _path(bus, "GetSessionByPID", pid) if pid > 0 else ""
            return _sitting(bus, path) if path else None


def _path(bus: Bus, member: str, number: int) -> str:
    try:
        return str(bus.call(LOGIN, *MANAGER, member, "u", (number,))[0])
    except BusError as trouble:
        if trouble.name.endswith(NONE):
            return ""
        raise


def _sitting(bus: Bus, path: str) -> Sitting | None:
    """Read a session; nothing where it is over."""
    try:
        told: dict[str, Any] = bus.get_all(LOGIN, path, f"{LOGIN}.Session")
    except BusError as trouble:
        if trouble.name.endswith(NONE):
            return None
        raise
    except PartMissing as gone:
        msg = "logind ended"
        raise HostError(msg) from gone
    active = bool(told.get("Active")) and told.get("State") == "active"
    return Sitting(active, bool(told.get("Remote", True)), str(told.get("Class", "")))
