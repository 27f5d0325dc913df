"""Ground that only an administrator can move: what root may build on.

Every part of a path is looked at through the handle that the next one is opened from,
so that nothing can be exchanged between the look and the use.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from agent.host.trouble import Soft

LOOK = os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC
READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
ROOT = 0


def objection(path: str, top: str = "/", owner: int = ROOT) -> str:
    """Say which part of a path others can change, and why; empty where none can.

    ``top``: the folder above which nothing is looked at. ``owner``: the account that
    must own all of it. Raises ``OSError`` where the path cannot be looked at, such as
    ``FileNotFoundError``.
    """
    try:
        with _opened(path, LOOK, top, owner):
            return ""
    except Soft as soft:
        return str(soft)


def read_firm(
    path: str, most: int, top: str = "/", owner: int = ROOT, *, sticky: bool = False
) -> bytes:
    """Return the first ``most`` bytes of a file that only ``owner`` can change.

    ``sticky``: a folder counts in which everybody may put things and nobody move those
    of others (as ``/tmp``; inode(7), S_ISVTX), as long as what is below is firm.
    Raises ``Soft`` with the reason where others can change it, else ``OSError``.
    """
    with _opened(path, READ, top, owner, sticky=sticky) as handle:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            msg = f"{path} is no file"
            raise Soft(msg)
        with os.fdopen(os.dup(handle), "rb") as file:
            return file.read(most)


def complaint(path: str, seen: os.stat_result, owner: int = ROOT) -> str:
    """Say why what was seen at a path is not firm; empty where it is.

    A right that an access list gives to somebody shows in the bits of the group
    (acl(5), «the mask entry»), so these are all there is to look at.
    """
    if stat.S_ISLNK(seen.st_mode):
        return f"{path} is a link"
    if not (stat.S_ISDIR(seen.st_mode) or stat.S_ISREG(seen.st_mode)):
        return f"{path} is neither a file nor a folder"
    if seen.st_uid != owner:
        whose = "root" if owner == ROOT else f"account {owner}"
        return f"{path} belongs to account {seen.st_uid} and not to {whose}"
    if seen.st_mode & stat.S_IWOTH:
        return f"{path} can be changed by everybody"
    if seen.st_mode & stat.S_IWGRP:
        return f"{path} can be changed by the group {seen.st_gid}"
    return ""


@contextmanager
def _opened(
    path: str, how: int, top: str, owner: int, *, sticky: bool = False
) -> Iterator[int]:
    """Open a path part by part, each below the last; raise ``Soft`` at the first."""
    if not os.path.isabs(path) or os.pardir in path.split(os.sep):
        msg = f"{path} is no full path"
        raise Soft(msg)
    names = [n for n in os.path.relpath(path, top).split(os.sep) if n != os.curdir]
    handle, at = os.open(top, how if not names else LOOK), top
    try:
        _judge(at, handle, owner, sticky=sticky)
        for left, name in enumerate(names, 1 - len(names)):
            at = os.path.join(at, name)
            below = _open(at, how if left == 0 else LOOK, handle)
            os.close(handle)
            handle = below
            _judge(at, handle, owner, sticky=sticky)
        yield handle
    finally:
        os.close(handle)


def _open(path: str, how: int, folder: int) -> int:
    """Open one part; a link is not followed, whenever it was put there."""
    try:
        return os.open(os.path.basename(path), how, dir_fd=folder)
    except OSError as trouble:
        if trouble.errno != errno.ELOOP:
            raise
        msg = f"{path} is a link"
        raise Soft(msg) from trouble


def _judge(path: str, handle: int, owner: int, *, sticky: bool) -> None:
    seen = os.fstat(handle)
    held = stat.S_ISDIR(seen.st_mode) and seen.st_mode & stat.S_ISVTX
    if sticky and held and seen.st_uid == owner:
        return
    if why := complaint(path, seen, owner):
        raise Soft(why)
