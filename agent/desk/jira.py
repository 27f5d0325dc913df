"""Jira Service Management, in the cloud and on a company's server (Data Center)."""

from __future__ import annotations

import re
from hashlib import sha256
from secrets import token_hex
from urllib.parse import quote

from agent.desk.jira_look import (
    SERVICE,
    Row,
    Where,
    customer,
    fields,
    search,
    signed,
    where,
)
from agent.desk.model import File, Ref, RefusedError, Ticket, TooLargeError
from agent.desk.secret import sign_in
from agent.desk.shapes import read, rows, text
from agent.desk.trust import Route
from agent.desk.wire import Answer, Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

SUBJECT: Final = 255
"""Letters of a summary, which is one line."""
COLUMN: Final = re.compile(r"customfield_([0-9]+)")
RELATES: Final = "Relates"
"""A type of link that every Jira begins with."""
MARKUP: Final = "{noformat}"
"""Between two of these a description is text; Jira would read it as wiki markup."""
END: Final = re.compile(r"\{(?=noformat)", re.IGNORECASE)
HEADERS: Final = {
    "Accept": "application/json",
    "X-Atlassian-Token": "no-check",
    "X-ExperimentalApi": "opt-in",
}


def desk(rules: DeskRules, secret: str, route: Route) -> Jira:
    """Return Jira; without a user the secret is a server's personal access token."""
    login, token = sign_in(rules, secret)
    return Jira(Wire(rules.url, route, login=login, headers=HEADERS | token), rules)


class Jira:
    """Keeps ``Desk``; ``place`` is a project's key, ``form`` a request type."""

    def __init__(self, wire: Wire, rules: DeskRules) -> None:
        """Take the way to the site, and the policy."""
        self._wire, self._rules = wire, rules
        self._here: Where | None = None

    def most(self) -> int:
        """Return how large a file may be; refuse where files are switched off."""
        meta = self._ask("GET", "/rest/api/2/attachment/meta").json()
        if read(meta, "enabled") is not True:
            msg = "attachments are switched off in Jira"
            raise RefusedError(msg)
        limit = read(meta, "uploadLimit")
        return limit if isinstance(limit, int) else 0

    def preflight(self) -> None:
        """Prove the account, the request type with our fields, and the search."""
        self._ask("GET", "/rest/api/2/myself")
        self._fields()
        self._prove("desk.key_field", self._rules.key_field)
        if self._rules.outage_field:
            self._prove("desk.outage_field", self._rules.outage_field)
            kinds = self._ask("GET", "/rest/api/2/issueLinkType").json()
            names = [one.get("name") for one in rows(kinds, "issueLinkTypes")]
            if RELATES not in names:
                msg = f"desk.outage_field: Jira has no links of the type {RELATES}"
                raise RefusedError(msg)
        self.most()

    def find(self, key: str) -> Ref | None:
        """Return the oldest request with this key, whatever its status."""
        hits = self._hits(self._rules.key_field, key, "")
        return self._ref(hits[0]) if hits else None

    def find_outage(self, outage: str) -> Ref | None:
        """Return the oldest request of an outage that is not done."""
        field = self._rules.outage_field
        if not field or not outage:
            return None
        for one in self._hits(field, outage, " AND statusCategory != Done"):
            if read(one, "fields", "status", "statusCategory", "key") != "done":
                return self._ref(one)
        return None

    def create(self, ticket: Ticket) -> Ref:
        """Raise a request, on behalf of its caller where Jira lets us."""
        here = self._where()
        body: Row = {"serviceDeskId": here.desk, "requestTypeId": here.form}
        path = f"{SERVICE}/request"
        if known := customer(self._wire, here.desk, ticket.caller):
            whole = body | {"raiseOnBehalfOf": known}
            whole["requestFieldValues"] = self._values(ticket, "")
            said = self._ask("POST", path, json=whole, fine=(400, 403))
            if said.status not in (400, 403):
                return self._made(said.json())
        body["requestFieldValues"] = self._values(ticket, ticket.caller)
        return self._made(self._ask("POST", path, json=body).json())

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file in an internal comment, unless it is there already."""
        limit = self.most()
        if limit and len(file.data) > limit:
            msg = f"Jira takes files of {limit} bytes, not of {len(file.data)}"
            raise TooLargeError(msg)
        if self.verify(ref, file):
            return
        said = self._ask(
            "POST",
            f"{SERVICE}/servicedesk/{self._where().desk}/attachTemporaryFile",
            files={"file": (file.name, file.data, file.kind)},
        )
        held = [
            text(one, "temporaryAttachmentId")
            for one in rows(said.json(), "temporaryAttachments")
        ]
        kept = {"temporaryAttachmentIds": held, "public": False}
        self._ask("POST", f"{SERVICE}/request/{ref.number}/attachment", json=kept)

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether an attachment of this name, read back, is this file."""
        for one in rows(self._issue(ref, "attachment"), "fields", "attachment"):
            if one.get("filename") == file.name:
                back = self._ask("GET", self._content(one))
                if sha256(back.data).hexdigest() == file.digest:
                    return True
        return False

    def link(self, ref: Ref, parent: Ref) -> None:
        """Relate a request to another, once; Jira limits the writes to one issue."""
        if ref.id == parent.id:
            return
        for one in rows(self._issue(ref, "issuelinks"), "fields", "issuelinks"):
            for end in ("inwardIssue", "outwardIssue"):
                if read(one, end, "key") == parent.number:
                    return
        body: Row = {"type": {"name": RELATES}, "inwardIssue": {"key": ref.number}}
        body["outwardIssue"] = {"key": parent.number}
        self._ask("POST", "/rest/api/2/issueLink", json=body)

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        return signed(self._wire.ask(method, path, **more))

    def _where(self) -> Where:
        """Return what the policy's names stand for; asked once."""
        if self._here is None:
            self._here = where(self._wire, self._rules.place, self._rules.form)
        return self._here

    def _fields(self) -> None:
        """Prove that the request type takes our fields, and demands no other."""
        ours = {"summary": "desk.form", "description": "desk.form"}
        ours[self._rules.key_field] = "desk.key_field"
        if self._rules.outage_field:
            ours[self._rules.outage_field] = "desk.outage_field"
        shown = fields(self._wire, self._where())
        for name in ours.keys() - shown.keys():
            msg = f"{ours[name]}: the request type does not show the field {name!r}"
            raise RefusedError(msg)
        for name in shown.keys() - ours.keys():
            if shown[name]:
                msg = f"desk.form: the request type demands the field {name!r} too"
                raise RefusedError(msg)

    def _prove(self, setting: str, field: str) -> None:
        if not COLUMN.fullmatch(field):
            msg = f"{setting}: customfield_ and a number, the id of a field of text"
            raise RefusedError(msg)
        if search(self._wire, self._where(), field, token_hex(16)):
            msg = f"{setting}: Jira finds requests by a {field} that none has"
            raise RefusedError(msg)

    def _hits(self, field: str, value: str, more: str) -> list[Row]:
        """Return the issues whose field equals the value, the oldest first."""
        found = search(self._wire, self._where(), field, value, more)
        return [one for one in found if read(one, "fields", field) == value]

    def _values(self, ticket: Ticket, caller: str) -> dict[str, str]:
        plain = f"{ticket.text}\n\n{caller}" if caller else ticket.text
        plain = END.sub("{ ", plain)
        values = {
            "summary": " ".join(ticket.subject.split())[:SUBJECT],
            "description": f"{MARKUP}{plain}{MARKUP}",
            self._rules.key_field: ticket.key,
        }
        if self._rules.outage_field and ticket.outage:
            values[self._rules.outage_field] = ticket.outage
        return values

    def _issue(self, ref: Ref, field: str) -> Any:
        asked = {"fields": field}
        return self._ask("GET", f"/rest/api/2/issue/{ref.id}", params=asked).json()

    def _content(self, one: Row) -> str:
        """Return where to read a file, below our address; never what Jira says."""
        ident = text(one, "id")
        if self._where().cloud:
            return f"/rest/api/3/attachment/content/{ident}?redirect=false"
        return f"/secure/attachment/{ident}/{quote(text(one, 'filename'))}"

    def _made(self, said: Any) -> Ref:
        return self._shown(text(said, "issueId"), text(said, "issueKey"))

    def _ref(self, one: Row) -> Ref:
        return self._shown(text(one, "id"), text(one, "key"))

    def _shown(self, ident: str, key: str) -> Ref:
        return Ref(ident, key, f"{self._wire.url}/browse/{key}")
