"""Files tickets with Request Tracker 5, by its REST interface 2.0.

Source: the documentation of RT::REST2 5.0.3, and that program itself. Wherever it says
201 and has not done what was asked, it is asked again here.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from secrets import token_hex
from urllib.parse import quote

from agent.desk.model import File, Ref, Ticket, TooLargeError
from agent.desk.refusal import refuse
from agent.desk.secret import sign_in
from agent.desk.tally import largest, mark
from agent.desk.trust import Route
from agent.desk.wire import ENOUGH, Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

LONGEST: Final = 200
"""Bytes of a subject; the column of RT holds no more, and it cuts without a word."""
PAGE: Final = 100
"""Entries of a list that RT gives at once, at most."""
LEFT: Final = (400, 403, 409)
"""A ticket that cannot be tidied up stays."""
OPEN: Final = " AND Status = '__Active__'"


def desk(rules: DeskRules, secret: str, route: Route) -> RequestTracker:
    """Return a session; without a user the secret is a token, else a password."""
    login, token = sign_in(rules, secret, "token")
    return RequestTracker(rules, Wire(rules.url, route, login=login, headers=token))


class RequestTracker:
    """A session with one queue."""

    def __init__(self, rules: DeskRules, wire: Wire) -> None:
        """Take what IT set, and the way there."""
        self._rules, self._wire = rules, wire

    def most(self) -> int:
        """Return 0: RT does not say what it takes before it is tried."""
        return 0

    def preflight(self) -> None:
        """Prove the account, the queue, the right to create there, and the fields."""
        if self._ask("GET", "/rt", fine=(401,)).status == 401:
            refuse("secret", "the password or token is wrong or has expired")
        queue = self._queue()
        known = [str(one[by]) for one in queue["TicketCustomFields"] for by in NAMES]
        for setting in ("key_field", "outage_field"):
            name = getattr(self._rules, setting)
            if name not in known and (name or setting == "key_field"):
                refuse(setting, "the account sees no such field at the queue")
        if self.find(token_hex(16)) is not None:
            refuse("key_field", "a search for a key that nobody has finds one")

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key; what was merged is what it went into."""
        return self._oldest(self._rules.key_field, key)

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open ticket of an outage."""
        field = self._rules.outage_field
        return self._oldest(field, outage, OPEN) if field and outage else None

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket; where another with its key was first, become one with it.

        A field that RT did not write is no error to it: the ticket is looked for by
        its key. One without it is closed, for it would be made again every time.
        """
        made = str(self._ask("POST", "/ticket", json=self._new(ticket)).json()["id"])
        kept = self.find(ticket.key)
        if kept is None:
            self._ask("PUT", f"/ticket/{made}", json={"Status": "rejected"}, fine=LEFT)
            refuse("key_field", "the account may not write this field")
        if kept.id != made:
            self._ask("PUT", f"/ticket/{made}", json={"MergeInto": kept.id}, fine=LEFT)
        return kept

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file with a comment, which a requestor does not see.

        RT may drop or cut what is too long for it, and says that all is well.
        """
        if self.verify(ref, file):
            return
        said = {"Content": file.name, "ContentType": "text/plain"}
        kind = "application/octet-stream" if _is_text(file.kind) else file.kind
        parts = {
            "JSON": (None, json.dumps(said), "application/json"),
            "Attachments": (file.name, file.data, kind),
        }
        path = f"/ticket/{ref.id}/comment"
        if self._ask("POST", path, fine=(400,), files=parts).status == 400:
            refuse("user", "the account may not comment on tickets")
        if not self.verify(ref, file):
            msg = "RT dropped or cut the file: it is too large for $MaxAttachmentSize"
            raise TooLargeError(msg)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back every file of this name; the length that RT tells may be wrong."""
        most = 2 * len(file.data) + ENOUGH  # base64 makes a third more of it
        return any(
            self._digest(str(one["id"]), most) == file.digest
            for one in self._listed(f"/ticket/{ref.id}/attachments", fields="Filename")
            if one.get("Filename") == file.name
        )

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make a ticket a member of another, beside others that it is a member of."""
        path = f"/ticket/{ref.id}"
        self._ask("PUT", path, json={"AddMemberOf": int(parent.id)})
        links = self._ask("GET", path).json()["_hyperlinks"]
        if parent.id not in [str(o["id"]) for o in links if o["ref"] == "parent"]:
            refuse("user", "the account may not link tickets (ModifyTicket)")

    def counted(self, ref: Ref) -> int:
        """Return the largest count among the last notes and files; one request."""
        newest = {"orderby": "id", "order": "DESC", "per_page": str(PAGE)}
        path = f"/ticket/{ref.id}/attachments"
        said = self._ask("GET", path, params=newest | {"fields": "Subject"}).json()
        texts = [one.get("Subject") or "" for one in said["items"]]
        return largest(texts, whole=len(texts) < PAGE)

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave a comment, which a requestor does not see."""
        said = {"Subject": mark(pcs), "Content": text, "ContentType": "text/plain"}
        self._ask("POST", f"/ticket/{ref.id}/comment", json=said)

    def _queue(self) -> Any:
        path = f"/queue/{quote(self._rules.place, safe='')}"
        said = self._ask("GET", path, fine=(403, 404))
        queue = said.json()
        if not self._rules.place or said.status != 200 or queue["Disabled"] == "1":
            refuse("place", "the account sees no such queue, or it is disabled")
        if not any(one["ref"] == "create" for one in queue["_hyperlinks"]):
            refuse("user", "the account may not create tickets in the queue")
        return queue

    def _new(self, ticket: Ticket) -> dict[str, Any]:
        rules = self._rules
        fields = {rules.key_field: ticket.key, rules.outage_field: ticket.outage}
        line = " ".join(ticket.subject.split())
        return {
            "Queue": rules.place,
            "Subject": line.encode()[:LONGEST].decode(errors="ignore"),
            "Content": ticket.text or line,
            "ContentType": "text/plain",
            "CustomFields": {name: one for name, one in fields.items() if name and one},
            **({"Requestor": ticket.caller} if ticket.caller else {}),
        }

    def _oldest(self, field: str, wanted: str, more: str = "") -> Ref | None:
        query = f"{_text(f'CF.{{{field}}}')} = {_text(wanted)}{more}"
        found = self._listed("/tickets", query=query, fields="CustomFields")
        equal = [int(one["id"]) for one in found if _holds(one, field, wanted)]
        if not equal:
            return None
        number = str(min(equal))
        address = f"{self._wire.url}/Ticket/Display.html?id={number}"
        return Ref(id=number, number=number, url=address)

    def _listed(self, path: str, **asked: str) -> Iterator[Any]:
        """Return every entry of a list.

        A page lacks what the account may not see, so that a short one is not the last.
        """
        for page in count(1):
            params = {**asked, "per_page": str(PAGE), "page": str(page)}
            said = self._ask("GET", path, params=params).json()
            yield from said["items"]
            if "next_page" not in said and (said["total"] or not said["items"]):
                return

    def _digest(self, attachment: str, most: int) -> str:
        said = self._ask("GET", f"/attachment/{attachment}", most=most)
        return sha256(b64decode(said.json().get("Content") or "")).hexdigest()

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        return self._wire.ask(method, f"/REST/2.0{path}", **more)


NAMES: Final = ("name", "id")
"""A custom field is known under either."""


def _holds(found: Any, field: str, wanted: str) -> bool:
    fields = found.get("CustomFields") or []
    mine = [one for one in fields if field in [str(one[by]) for by in NAMES]]
    return any(wanted in one["values"] for one in mine)


def _text(plain: str) -> str:
    """Return a text as TicketSQL quotes it."""
    escaped = plain.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _is_text(kind: str) -> bool:
    """Say whether RT would write a file anew, in another encoding."""
    return kind.startswith(("text/", "message/"))
