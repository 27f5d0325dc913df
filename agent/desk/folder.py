"""Leaves tickets in a shared folder: a mount of SMB or NFS, or a UNC path.

A share whose server is gone hangs whoever asks, so each question has a deadline.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial
from secrets import token_hex

from agent.desk import as_file
from agent.desk.bounded import Bounded, within
from agent.desk.model import (
    DeskError,
    File,
    LaterError,
    Ref,
    RefusedError,
    Ticket,
    TooLargeError,
)
from agent.desk.share import put, read, tried
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.typed import Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 20.0
"""Seconds for a question; a hard mount of NFS waits for ever (nfs(5))."""
SLOWEST: Final = 20_000
"""Bytes a second that a share must take besides, as over a poor VPN."""
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP, errno.ENAMETOOLONG)


def desk(rules: DeskRules, secret: str, route: Route) -> Folder:
    """Return the folder; account and way are those that the system has for it."""
    del secret
    return Folder(rules.url, apart=route.apart or within)


class Folder:
    """A folder that everybody may add to and IT looks into."""

    def __init__(
        self, path: str, patience: float = PATIENCE, apart: Bounded = within
    ) -> None:
        """Take its absolute path, and the seconds a question may take."""
        self._path, self._patience, self._hung = path, patience, False
        self._apart = apart

    def preflight(self) -> None:
        """Leave a small file there, read it back, and remove it."""
        if not os.path.isabs(self._path):
            msg = "desk.url must be the absolute path of a folder"
            raise RefusedError(msg)
        if not self._asked(partial(tried, self._path)) or self.find(token_hex(16)):
            msg = "the folder in desk.url does not give back what was put there"
            raise RefusedError(msg)

    def find(self, key: str) -> Ref | None:
        """Read the ticket with this key."""
        data = self._read(as_file.ticket_name(key))
        return as_file.ref(key) if data and as_file.key_in(data) == key else None

    def find_outage(self, outage: str) -> None:
        """Return nothing: no ticket of a folder is open, or stands for others."""
        del outage

    def create(self, ticket: Ticket) -> Ref:
        """Write the ticket, unless it is there."""
        name = as_file.ticket_name(ticket.key)
        if self._put(name, as_file.written(ticket)) or self.find(ticket.key):
            return as_file.ref(ticket.key)
        msg = f"something else has the name {name} in the folder"
        raise RefusedError(msg)

    def attach(self, ref: Ref, file: File) -> None:
        """Write the file beside its ticket, unless it is there."""
        names = as_file.file_names(ref.id, file)
        if not any(self._put(name, file.data) for name in names):
            msg = f"something else has the name {names[1]} in the folder"
            raise RefusedError(msg)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read it back."""
        names = as_file.file_names(ref.id, file)
        return any(self._read(name) == file.data for name in names)

    def link(self, ref: Ref, parent: Ref) -> None:
        """Refuse: there is no outage's ticket in a folder."""
        del ref, parent
        msg = "a folder links no tickets"
        raise RefusedError(msg)

    def most(self) -> int:
        """Return 0: a folder does not say."""
        return 0

    def _read(self, name: str) -> bytes | None:
        return self._asked(partial(read, self._path, name))

    def _put(self, name: str, data: bytes) -> bool:
        """Say whether the file is there now; not where another has its name."""
        try:
            self._asked(partial(put, self._path, name, data), len(data))
        except FileExistsError:
            return self._read(name) == data
        return True

    def _asked(self, work: Callable[[], T], size: int = 0) -> T:
        """Do something in the folder.

        One that hung is not asked again: each question would leave a thread.
        """
        if self._hung:
            raise _trouble(TimeoutError())
        try:
            return self._apart(self._patience + size / SLOWEST, work)
        except FileExistsError:
            raise
        except OSError as wrong:
            self._hung = isinstance(wrong, TimeoutError)
            raise _trouble(wrong) from wrong


def _trouble(wrong: OSError) -> DeskError:
    """Return the error that a call of the system's is."""
    number = wrong.errno or errno.ETIMEDOUT
    told = f"the folder in desk.url: {errno.errorcode.get(number, number)}"
    if number in REFUSED:
        return RefusedError(f"{told}: Blusser's account may not write there")
    if number == errno.EFBIG:
        return TooLargeError(f"{told}: it takes no file of this size")
    return LaterError(f"{told}: its server is away or full")
