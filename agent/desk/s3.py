"""Leaves tickets in a bucket, by addresses that a relay of the company signs.

A PC never holds a key of the bucket. It asks the relay at ``url``, by POST of JSON:

* ``{"key", "name", "size", "sha256", "kind"}`` for an address to put one file at. The
  answer is ``{"put": address, "headers": {...}}``, signed for ``Content-Type`` and
  ``x-amz-checksum-sha256``; the headers are sent besides ours.
* ``{"key", "name"}`` for an address to read it back: ``{"get": address}``.

What is there already stays: ``If-None-Match: *`` is answered 412 then.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from secrets import token_hex

from agent.desk import as_file
from agent.desk.model import File, LaterError, Ref, RefusedError, Ticket
from agent.desk.secret import sign_in
from agent.desk.signed import refusal, signed
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Final
from agent.value import replace

TICKET: Final = "ticket.json"
PROBE: Final = File("probe.txt", "text/plain", b"Blusser was here.\n")
NOWHERE: Final = "0" * 32
"""The key under which every PC's preflight puts the same small file."""
DONE, TAKEN, GONE, JUDGED = (200, 201, 204), 412, 404, (400, 403)


def desk(rules: DeskRules, secret: str, route: Route) -> S3:
    """Return the bucket behind the relay; without a ``user`` the secret is a token."""
    login, token = sign_in(rules, secret)
    relay = Wire(rules.url, route, login=login, headers=token)
    return S3(relay, Wire("", replace(route, certificate="")))


class S3:
    """A bucket that takes files at signed addresses, and gives them back."""

    def __init__(self, relay: Wire, store: Wire) -> None:
        """Take the ways to the relay, and to wherever it sends us."""
        self._relay, self._store = relay, store

    def preflight(self) -> None:
        """Put a small file where every PC puts it; whoever is first makes it."""
        missing = self.find(token_hex(16)) is None
        self._put(NOWHERE, PROBE.name, PROBE)
        if not missing or self._read(NOWHERE, PROBE.name) != PROBE.data:
            msg = "the bucket behind desk.url does not give back what was put there"
            raise RefusedError(msg)

    def find(self, key: str) -> Ref | None:
        """Read the ticket with this key."""
        data = self._read(as_file.proper(key), TICKET)
        if data is None:
            return None
        if as_file.key_in(data) == key:
            return as_file.ref(key)
        msg = "something else than the bucket answered, such as a portal"
        raise LaterError(msg)

    def find_outage(self, outage: str) -> None:
        """Return nothing: no ticket of a bucket is open, or stands for others."""
        del outage

    def create(self, ticket: Ticket) -> Ref:
        """Put the ticket there, unless it is."""
        file = File(TICKET, as_file.KIND, as_file.written(ticket))
        key = as_file.proper(ticket.key)
        if self._put(key, TICKET, file) or self.find(key):
            return as_file.ref(key)
        msg = "the bucket says that the ticket is there, and does not have it"
        raise LaterError(msg)

    def attach(self, ref: Ref, file: File) -> None:
        """Put the file beside its ticket, unless it is there."""
        names = as_file.own_names(file)
        if not any(self._put(ref.id, name, file) for name in names):
            msg = f"something else has the name {names[1]} in the bucket"
            raise LaterError(msg)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read it back."""
        names = as_file.own_names(file)
        return any(self._read(ref.id, name) == file.data for name in names)

    def link(self, ref: Ref, parent: Ref) -> None:
        """Refuse: there is no outage's ticket in a bucket."""
        del ref, parent
        msg = "a bucket links no tickets"
        raise RefusedError(msg)

    def most(self) -> int:
        """Return 0: a relay does not say."""
        return 0

    def _put(self, key: str, name: str, file: File) -> bool:
        """Say whether the file is there now; not where another has its name."""
        about = {"size": len(file.data), "sha256": file.digest, "kind": file.kind}
        put, headers = signed(self._relay, "put", {"key": key, "name": name} | about)
        headers |= {
            "Content-Type": file.kind,
            "If-None-Match": "*",
            "x-amz-checksum-sha256": b64encode(sha256(file.data).digest()).decode(),
        }
        fine = (TAKEN, *JUDGED)
        said = self._store.ask("PUT", put, data=file.data, headers=headers, fine=fine)
        if said.status in JUDGED:
            raise refusal(said)
        return said.status in DONE or self._read(key, name) == file.data

    def _read(self, key: str, name: str) -> bytes | None:
        get, headers = signed(self._relay, "get", {"key": key, "name": name})
        said = self._store.ask("GET", get, headers=headers, fine=(GONE, *JUDGED))
        if said.status in JUDGED:
            raise refusal(said)
        return said.data if said.status in DONE else None
