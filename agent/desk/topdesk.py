"""TOPdesk, by its incident API 4.2.6."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from secrets import token_hex

from agent.desk.model import SUBJECT, File, Ref, RefusedError, Ticket, TooLargeError
from agent.desk.shapes import read, text
from agent.desk.tally import largest, mark
from agent.desk.topdesk_look import PAGE, card, every, group, listed, quoted, stranger
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

BASE: Final = "/tas/api"
INCIDENTS: Final = "/incidents"
SEARCHABLE: Final = re.compile(r"externalNumber|optionalFields[12]\.text[1-5]")
"""Fields that can be compared; memo fields cannot (tutorial, query overview)."""
TOLD: Final = ("id", "number", "status", "closed", "completed", "majorCall")
PERSON: Final = (
    "desk.user is a person of the self-service portal: TOPdesk lets only operators"
    " set an external number, without which one report could become many incidents"
)


def desk(rules: DeskRules, secret: str, route: Route) -> TopDesk:
    """Return TOPdesk as an operator sees it; the secret is an application password."""
    url = rules.url.rstrip("/").removesuffix(BASE) + BASE
    return TopDesk(Wire(url, route, login=(rules.user, secret)), rules)


class TopDesk:
    """Keeps ``Desk``; ``place`` is an operator group, ``form`` a call type."""

    def __init__(self, wire: Wire, rules: DeskRules) -> None:
        """Take the way to the API, and the policy."""
        self._wire, self._rules = wire, rules
        self._key = rules.key_field or "externalNumber"

    def most(self) -> int:
        """Return 0: the API does not tell how large a file may be."""
        return 0

    def preflight(self) -> None:
        """Prove operator, group, call type, and that the fields can be searched."""
        if self._wire.ask("GET", "/operators/current", fine=(403,)).status == 403:
            raise RefusedError(PERSON)
        self._group()
        types = listed(self._wire.ask("GET", f"{INCIDENTS}/call_types"))
        form = self._rules.form
        if form and form not in [one.get("name") for one in types]:
            msg = f"desk.form: TOPdesk has no call type {form!r}"
            raise RefusedError(msg)
        self._prove("desk.key_field", self._key)
        if self._rules.outage_field:
            self._prove("desk.outage_field", self._rules.outage_field)

    def find(self, key: str) -> Ref | None:
        """Return the incident, archived ones too; its partials copy its number."""
        for one in self._hits(self._key, key):
            if not str(one.get("status", "")).startswith("partial"):
                return self._ref(one)
        return None

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open incident of an outage: the major one, else the oldest."""
        field = self._rules.outage_field
        hits = self._hits(field, outage, still=True) if field and outage else []
        fresh = [one for one in hits if not (one.get("closed") or one.get("completed"))]
        fresh.sort(key=lambda one: not one.get("majorCall"))
        return self._ref(fresh[0]) if fresh else None

    def create(self, ticket: Ticket) -> Ref:
        """Create a first-line incident; for a caller without a card where need be."""
        body = self._body(ticket)
        if known := card(self._wire, ticket.caller):
            whole = body | {"callerLookup": known}
            said = self._wire.ask("POST", INCIDENTS, json=whole, fine=(400, 404))
            if said.status not in (400, 404):
                return self._made(said.json(), ticket.key)
        if ticket.caller:
            body["caller"] = stranger(ticket.caller)
        said = self._wire.ask("POST", INCIDENTS, json=body)
        return self._made(said.json(), ticket.key)

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file, hidden from the caller, unless it is there already."""
        if self.verify(ref, file):
            return
        said = self._wire.ask(
            "POST",
            f"{INCIDENTS}/id/{ref.id}/attachments",
            files={"file": (file.name, file.data, file.kind)},
            data={"invisibleForCaller": "true"},
            fine=(400,),
        )
        if said.status == 400:
            msg = "TOPdesk does not take this file: too large, or of a kind it refuses"
            raise TooLargeError(msg)

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether an attachment of this name, read back, is this file."""
        path = f"{INCIDENTS}/id/{ref.id}/attachments"
        for one in every(self._wire, path):
            if one.get("fileName") == file.name:
                said = self._wire.ask("GET", f"{path}/{text(one, 'id')}/download")
                if sha256(said.data).hexdigest() == file.digest:
                    return True
        return False

    def link(self, ref: Ref, parent: Ref) -> None:
        """Put an incident under a major one, which the parent becomes if it is none."""
        above = f"{INCIDENTS}/id/{parent.id}"
        if ref.id == parent.id:
            return
        if not read(self._wire.ask("GET", above).json(), "majorCall"):
            self._wire.ask("PATCH", above, json={"majorCall": True})
        under = {"majorCallObject": {"id": parent.id}}
        self._wire.ask("PATCH", f"{INCIDENTS}/id/{ref.id}", json=under)

    def counted(self, ref: Ref) -> int:
        """Return the largest count in its actions, whatever field holds their text."""
        path, few = f"{INCIDENTS}/id/{ref.id}/actions", {"page_size": str(PAGE)}
        said = self._wire.ask("GET", path, params=few)
        whole = said.status != 206
        return largest(map(str, listed(said) if whole else ()), whole=whole)

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Add an action, hidden from the caller."""
        said = escape(f"{text} {mark(pcs)}")
        note = {"action": said, "actionInvisibleForCaller": True}
        self._wire.ask("PATCH", f"{INCIDENTS}/id/{ref.id}", json=note)

    def _prove(self, setting: str, field: str) -> None:
        if not SEARCHABLE.fullmatch(field):
            msg = f"{setting}: externalNumber, or a text field: optionalFields1.text1"
            raise RefusedError(msg)
        query = {"query": f"{field}=={quoted(token_hex(16))}", "all": "true"}
        query |= {"fields": "id", "pageSize": "1"}
        if listed(self._wire.ask("GET", INCIDENTS, params=query)):
            msg = f"{setting}: TOPdesk finds incidents by a {field} that none has"
            raise RefusedError(msg)

    def _hits(self, field: str, value: str, *, still: bool = False) -> list[Any]:
        """Return incidents whose field equals the value, or those open, oldest first.

        Without ``all`` the archived ones are left out, and partials.
        """
        asked = quoted(value)
        if asked is None:
            return []
        top, *_ = field.split(".")
        query = {"query": f"{field}=={asked}" + (";closed==false" if still else "")}
        query |= {"pageSize": "100"} if still else {"pageSize": "100", "all": "true"}
        query |= {"fields": ",".join((*TOLD, top)), "sort": "creationDate:asc"}
        found = listed(self._wire.ask("GET", INCIDENTS, params=query))
        return [one for one in found if read(one, *field.split(".")) == value]

    def _body(self, ticket: Ticket) -> dict[str, Any]:
        body: dict[str, Any] = {
            "status": "firstLine",
            "briefDescription": ticket.subject[:SUBJECT],
            "request": escape(ticket.text).replace("\n", "<br>"),
        }
        _put(body, self._key, ticket.key)
        if self._rules.outage_field and ticket.outage:
            _put(body, self._rules.outage_field, ticket.outage)
        if self._rules.form:
            body["callType"] = {"name": self._rules.form}
        if place := self._group():
            body["operatorGroup"] = {"id": place}
        return body

    def _group(self) -> str:
        return group(self._wire, self._rules.place) if self._rules.place else ""

    def _made(self, one: Any, key: str) -> Ref:
        ref = self._ref(one)
        if read(one, *self._key.split(".")) != key:
            msg = f"desk.key_field: TOPdesk did not keep {self._key} of an incident"
            raise RefusedError(msg)
        return ref

    def _ref(self, one: Any) -> Ref:
        site = self._wire.url.removesuffix(BASE)
        ident = text(one, "id")
        return Ref(
            ident, text(one, "number"), f"{site}/tas/secure/incident?unid={ident}"
        )


def _put(body: dict[str, Any], field: str, value: str) -> None:
    """Put a value under a dotted name, beside what is there."""
    *outer, last = field.split(".")
    for name in outer:
        body = body.setdefault(name, {})
    body[last] = value
