"""The home folder of the account we run as."""

from __future__ import annotations

import errno
import os
import pwd
import secrets
import stat
from contextlib import suppress

from agent.host.linux.places import SYSTEM_ACCOUNTS_BELOW
from agent.host.ports.login import HomeState
from agent.host.trouble import HostError, PartMissing

SESSIONS = "/run/user"
"""Holds a folder for each who is signed in, by number (pam_systemd(8))."""
NO_UNNAMED_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL}
"""What a file system without ``O_TMPFILE`` answers (open(2))."""


class LinuxHome:
    """The home that the account database names."""

    def __init__(self, path: str | None = None) -> None:
        """Take another home than the account's own, for a test."""
        self._path = path

    def state(self) -> HomeState:
        """See the port."""
        path = self._path or own_home()
        try:
            found = os.stat(path)
        except FileNotFoundError:
            return HomeState(exists=False)
        except OSError as trouble:
            return HomeState(exists=True, refused=_name(trouble))
        is_folder = stat.S_ISDIR(found.st_mode)
        is_ours = found.st_uid == os.geteuid()
        refused = trial(path) if is_folder and is_ours else ""
        return HomeState(
            exists=True, is_folder=is_folder, is_ours=is_ours, refused=refused
        )


def own_home() -> str:
    """Return the home the account should have.

    Raises ``PartMissing`` where it should have none: a service's account.
    """
    uid = os.geteuid()
    try:
        home = pwd.getpwuid(uid).pw_dir
    except KeyError as unknown:
        msg = "the account we run as is not in the account database"
        raise HostError(msg) from unknown
    if 0 < uid < SYSTEM_ACCOUNTS_BELOW or home in ("", "/", "/nonexistent"):
        msg = "a service's account needs no home"
        raise PartMissing(msg)
    return home


def homes_here(sessions: str = SESSIONS) -> tuple[str, ...]:
    """Return our own home, and as root also those of all who are signed in here.

    Raises ``PartMissing`` as ``own_home`` does.
    """
    found = [own_home()]
    if not os.geteuid():
        with suppress(OSError):
            people = [int(one) for one in os.listdir(sessions) if one.isdecimal()]
            for uid in sorted(one for one in people if one >= SYSTEM_ACCOUNTS_BELOW):
                with suppress(KeyError):
                    found.append(pwd.getpwuid(uid).pw_dir)
    return tuple(found)


def trial(folder: str) -> str:
    """Write one byte to a file without a name; return the error's name, or nothing.

    Where unnamed files are unknown, one with a name no other has is removed at once.
    """
    try:
        handle = _unnamed(folder)
        try:
            os.write(handle, b"\n")
        finally:
            os.close(handle)
    except OSError as trouble:
        return _name(trouble)
    return ""


def _unnamed(folder: str) -> int:
    flags = os.O_WRONLY | os.O_CLOEXEC
    try:
        return os.open(folder, flags | os.O_TMPFILE, 0o600)
    except OSError as trouble:
        if trouble.errno not in NO_UNNAMED_FILES:
            raise
    path = os.path.join(folder, f".blusser-{secrets.token_hex(8)}")
    handle = os.open(path, flags | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        os.unlink(path)
    except OSError:
        os.close(handle)
        raise
    return handle


def _name(trouble: OSError) -> str:
    """Return ``ENOSPC`` rather than a text in the language of the system."""
    return errno.errorcode.get(trouble.errno or 0, "EIO")
