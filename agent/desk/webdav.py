"""Leaves tickets in a folder of a WebDAV server (RFC 4918).

A file is sent under another name and moved to its own without overwriting, which
wsgidav, rclone and mod_dav all honour; ``If-None-Match`` they do not.
"""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex

from agent.desk import as_file
from agent.desk.model import DeskError, File, LaterError, Ref, RefusedError, Ticket
from agent.desk.secret import sign_in
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Final

DONE, TAKEN, GONE, NO_FOLDER, FULL = (200, 201, 204), 412, 404, 409, 507
BINARY: Final = "application/octet-stream"


def desk(rules: DeskRules, secret: str, route: Route) -> WebDav:
    """Return the folder at ``url``; without a ``user`` the secret is a token."""
    login, token = sign_in(rules, secret)
    return WebDav(Wire(rules.url, route, login=login, headers=token))


class WebDav:
    """A folder that Blusser's account may add to and read."""

    def __init__(self, wire: Wire) -> None:
        """Take the way to it."""
        self._wire = wire

    def preflight(self) -> None:
        """Put two small files there, and see that one does not replace the other."""
        self.find(token_hex(16))
        probe = f"blusser-{token_hex(16)}.probe"
        data = probe.encode()
        self._send(f"{probe}.part", data, BINARY)
        try:
            placed = self._move(probe)
            self._send(f"{probe}.part", b"another", BINARY)
            again = self._move(probe)
            back = self._read(probe)
        finally:
            self._drop(probe)
            self._drop(f"{probe}.part")
        if again:
            msg = "the server of desk.url overwrites what is there"
            raise RefusedError(msg)
        if not placed or back != data:
            msg = "the folder at desk.url does not give back what was put there"
            raise RefusedError(msg)

    def find(self, key: str) -> Ref | None:
        """Read the ticket with this key."""
        data = self._read(as_file.ticket_name(key))
        if data is None:
            return None
        if as_file.key_in(data) == key:
            return as_file.ref(key)
        msg = "something else than the server of desk.url answered, such as a portal"
        raise LaterError(msg)

    def find_outage(self, outage: str) -> None:
        """Return nothing: no ticket of a folder is open, or stands for others."""
        del outage

    def create(self, ticket: Ticket) -> Ref:
        """Put the ticket there, unless it is."""
        name, data = as_file.ticket_name(ticket.key), as_file.written(ticket)
        if self._put(name, data, as_file.KIND) or self.find(ticket.key):
            return as_file.ref(ticket.key)
        msg = "somebody removed the ticket from desk.url while it was put there"
        raise LaterError(msg)

    def attach(self, ref: Ref, file: File) -> None:
        """Put the file beside its ticket, unless it is there."""
        names = as_file.file_names(ref.id, file)
        if not any(self._put(name, file.data, file.kind) for name in names):
            msg = f"something else has the name {names[1]} at desk.url"
            raise LaterError(msg)

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
        """Return 0: a server does not say."""
        return 0

    def _put(self, name: str, data: bytes, kind: str) -> bool:
        """Say whether the file is there now; not where another has its name."""
        there = self._read(name)
        if there is not None:
            return there == data
        self._send(f"{name}.part", data, kind)
        if self._move(name):
            return True
        self._drop(f"{name}.part")
        return self._read(name) == data

    def _read(self, name: str) -> bytes | None:
        answer = self._wire.ask("GET", f"/{name}", fine=(GONE,))
        return answer.data if answer.status in DONE else None

    def _send(self, name: str, data: bytes, kind: str) -> None:
        fine, headers = (NO_FOLDER, FULL, GONE), {"Content-Type": kind}
        said = self._wire.ask("PUT", f"/{name}", data=data, headers=headers, fine=fine)
        if said.status in (NO_FOLDER, GONE):
            msg = "there is no folder at desk.url"
            raise RefusedError(msg)
        if said.status == FULL:
            msg = "the server of desk.url has no room left"
            raise LaterError(msg)

    def _move(self, name: str) -> bool:
        """Give a file its own name; say whether that was free (RFC 4918, 9.9.4)."""
        headers = {"Destination": f"{self._wire.url}/{name}", "Overwrite": "F"}
        said = self._wire.ask("MOVE", f"/{name}.part", headers=headers, fine=(TAKEN,))
        return said.status in DONE

    def _drop(self, name: str) -> None:
        """Remove a file of ours; where that is not allowed it stays."""
        with suppress(DeskError):
            self._wire.ask("DELETE", f"/{name}")
