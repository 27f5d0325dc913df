"""A web address of the company's own: one POST for a ticket, one for each file.

What is sent is the same, byte by byte, each time: a receiver may compare it
(draft-ietf-httpapi-idempotency-key-header-07). Digests are those of RFC 9530.
"""

from __future__ import annotations

import hmac
import time
from hashlib import sha256
from secrets import token_hex
from urllib.parse import urlencode, urlsplit

from agent.desk.model import File, LaterError, Ref, RefusedError, Ticket
from agent.desk.trust import Route
from agent.desk.webhook_form import Told, digest, form, names, ref_of, same, told
from agent.desk.wire import Answer, Wire, wait
from agent.policy.desk import DeskRules
from agent.typed import Final

NO_GET: Final = (400, 405, 501)
"""What a receiver says that cannot be asked; 404 says that there is no such thing."""
HERE: Final = ("127.0.0.1", "::1", "localhost")
"""Hosts to which a report may go unencrypted: this PC."""


def desk(rules: DeskRules, secret: str, route: Route) -> Webhook:
    """Return the desk; the secret is the key of the signature."""
    return Webhook(rules, secret, route)


class Webhook:
    """A receiver at ``url``; which files it took is known as long as this object."""

    def __init__(self, rules: DeskRules, secret: str, route: Route) -> None:
        """Take the rules, the secret and the way."""
        self._url, self._secret = rules.url, secret.encode()
        self._wire = Wire(rules.url, route)
        self._taken: dict[tuple[str, str, str], bool | None] = {}

    def preflight(self) -> None:
        """Ask for a key that nobody has; a receiver without GET proves nothing."""
        if not self._secret:
            msg = "desk.secret: without it nobody knows who sent a report"
            raise RefusedError(msg)
        if self.find(token_hex(16)):
            msg = "desk.url: the receiver knows a key that it cannot have"
            raise RefusedError(msg)

    def most(self) -> int:
        """Return 0: a receiver does not say."""
        return 0

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key, of a receiver that can be asked."""
        said = self._told(key=key)
        return ref_of(key, said) if said.get("key") == key else None

    def find_outage(self, outage: str) -> Ref | None:
        """Return an outage's ticket, of a receiver that can be asked."""
        said = self._told(outage=outage) if outage else {}
        key = str(said.get("key", ""))
        return ref_of(key, said) if key and said.get("outage") == outage else None

    def create(self, ticket: Ticket) -> Ref:
        """Send a ticket; what the receiver calls it is its affair."""
        meta = {
            "key": ticket.key,
            "subject": ticket.subject,
            "text": ticket.text,
            "outage": ticket.outage,
            "caller": ticket.caller,
        }
        return ref_of(ticket.key, told(self._sent(ticket.key, meta)))

    def attach(self, ref: Ref, file: File) -> None:
        """Send a file, unless the receiver says that it has it."""
        if self._seen(ref, file):
            return
        meta = names(ref) | {
            "name": file.name,
            "kind": file.kind,
            "size": len(file.data),
            "sha256": file.digest,
        }
        said = self._sent(f"{meta['key']}-{file.digest[:16]}", meta, file)
        self._taken[ref.id, file.name, file.digest] = same(said, file)

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether the receiver has a file: by hash, read back, or as accepted.

        One that answers with no hash and cannot be asked has at least accepted a
        request whose digest was signed.
        """
        place = (ref.id, file.name, file.digest)
        if (known := self._taken.get(place)) is not None:
            return known
        seen = self._seen(ref, file)
        return place in self._taken if seen is None else seen

    def link(self, ref: Ref, parent: Ref) -> None:
        """Tell the receiver whose outage a ticket belongs to."""
        meta = names(ref) | {"parent": names(parent)["key"]}
        self._sent(f"{meta['key']}-{meta['parent'][:16]}", meta)

    def _seen(self, ref: Ref, file: File) -> bool | None:
        """Say whether the receiver shows this file; None where it cannot be asked."""
        said = self._asked(key=names(ref)["key"], name=file.name)
        if said.status == 404:
            return False
        if said.status in NO_GET:
            return None
        if got := told(said):
            return got["sha256"] == file.digest if "sha256" in got else None
        kind = said.header("Content-Type").split(";")[0]
        if kind not in (file.kind, "application/octet-stream"):
            return None
        return sha256(said.data).hexdigest() == file.digest

    def _told(self, **about: str) -> Told:
        said = self._asked(**about)
        return told(said) if said.status < 300 else {}

    def _asked(self, **about: str) -> Answer:
        query = urlencode(about)
        headers = self._signed(query.encode())
        fine = (404, *NO_GET)
        return self._wire.ask("GET", f"?{query}", headers=headers, fine=fine)

    def _sent(self, key: str, meta: Told, file: File | None = None) -> Answer:
        body, kind = form(meta, file)
        headers = self._signed(body) | {
            "Content-Type": kind,
            "Content-Digest": digest(body),
            "Idempotency-Key": f'"{key}"',
        }
        said = self._wire.ask("POST", "", data=body, headers=headers, fine=(409,))
        if said.status == 409:
            msg = "the receiver is still at work on this ticket"
            raise LaterError(msg, wait(said.header("Retry-After")))
        return said

    def _signed(self, text: bytes) -> dict[str, str]:
        """Return the signature over now and a body, or over the query of a GET."""
        where = urlsplit(self._url)
        if where.scheme != "https" and where.hostname not in HERE:
            msg = "desk.url: a report goes to https only"
            raise RefusedError(msg)
        now = str(int(time.time()))
        made = hmac.new(self._secret, f"{now}.".encode() + text, "sha256")
        return {"Blusser-Signature": f"t={now},v1={made.hexdigest()}"}
