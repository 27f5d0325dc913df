"""ServiceNow, by its Table API and its Attachment API (release Australia)."""

from __future__ import annotations

import re
from hashlib import sha256
from secrets import token_hex

from agent.desk.model import File, Ref, RefusedError, Ticket
from agent.desk.secret import sign_in
from agent.desk.servicenow_look import TABLES, Rows, found, group, plain, user
from agent.desk.shapes import read, rows, text
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

FILES: Final = "/api/now/attachment"
SUBJECT: Final = 160
"""Letters of ``short_description`` in the table ``task``."""
TABLE: Final = re.compile(r"[a-z][a-z0-9_]*")
SOLVED: Final = "resolved_at"


def desk(rules: DeskRules, secret: str, route: Route) -> ServiceNow:
    """Return ServiceNow; without a user the secret is an OAuth token."""
    login, token = sign_in(rules, secret)
    headers = {"Accept": "application/json"} | token
    return ServiceNow(Wire(rules.url, route, login=login, headers=headers), rules)


class ServiceNow:
    """Keeps ``Desk``; ``place`` is an assignment group, ``form`` a table."""

    def __init__(self, wire: Wire, rules: DeskRules) -> None:
        """Take the way to the instance, and the policy."""
        self._wire, self._rules = wire, rules
        self._table = rules.form or "incident"
        self._key = rules.key_field or "correlation_id"
        self._path = f"{TABLES}/{self._table}"

    def most(self) -> int:
        """Return 0: only administrators may ask how large a file may be."""
        return 0

    def preflight(self) -> None:
        """Prove the account, the group, and that the fields are there and searched."""
        if not TABLE.fullmatch(self._table):
            msg = f"desk.form: {self._table!r} is no name of a table"
            raise RefusedError(msg)
        self._prove("desk.key_field", self._key)
        if self._rules.outage_field:
            self._prove("desk.outage_field", self._rules.outage_field)
        self._group()

    def find(self, key: str) -> Ref | None:
        """Return the oldest record with this key, active or not."""
        hits = self._hits(self._key, key, "")
        return self._ref(hits[0]) if hits else None

    def find_outage(self, outage: str) -> Ref | None:
        """Return the oldest record of an outage that is active and not resolved."""
        field, more = self._rules.outage_field, f"^active=true^{SOLVED}ISEMPTY"
        for one in self._hits(field, outage, more) if field else []:
            if one.get("active") == "true" and not one.get(SOLVED):
                return self._ref(one)
        return None

    def create(self, ticket: Ticket) -> Ref:
        """Insert a record, and see that it kept the key: a right may be missing."""
        body = {
            "short_description": ticket.subject[:SUBJECT],
            "description": ticket.text,
            self._key: ticket.key,
        }
        if self._rules.outage_field and ticket.outage:
            body[self._rules.outage_field] = ticket.outage
        if place := self._group():
            body["assignment_group"] = place
        if known := user(self._wire, ticket.caller):
            body["caller_id"] = known
        elif ticket.caller:
            body["description"] += f"\n\n{ticket.caller}"
        made = self._sent("POST", self._path, body)
        if made.get(self._key) != ticket.key:
            msg = f"desk.key_field: ServiceNow did not keep {self._key} of a record"
            raise RefusedError(msg)
        return self._ref(made)

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file unless it is there; whoever sees the record sees the file."""
        if self.verify(ref, file):
            return
        place = {"table_name": self._table, "table_sys_id": ref.id}
        self._wire.ask(
            "POST",
            f"{FILES}/file",
            params=place | {"file_name": file.name},
            data=file.data,
            headers={"Content-Type": file.kind},
        )

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether an attachment of this name, read back, is this file."""
        query = f"table_name={self._table}^table_sys_id={ref.id}"
        asked = {"sysparm_query": query, "sysparm_limit": "1000"}
        told = self._wire.ask("GET", FILES, params=asked).json()
        for one in rows(told, "result"):
            if (one.get("table_sys_id"), one.get("file_name")) == (ref.id, file.name):
                path = f"{FILES}/{text(one, 'sys_id')}/file"
                back = self._wire.ask("GET", path, headers={"Accept": "*/*"})
                if sha256(back.data).hexdigest() == file.digest:
                    return True
        return False

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make a record a child of another, and see that it is one."""
        if ref.id == parent.id:
            return
        under = {"parent_incident": parent.id}
        told = self._sent("PATCH", f"{self._path}/{ref.id}", under)
        if told.get("parent_incident") != parent.id:
            msg = "the account of [desk] may not write parent_incident"
            raise RefusedError(msg)

    def _prove(self, setting: str, field: str) -> None:
        """Search for what no record has, and look whether any record has the field.

        The instance leaves out of a query, and of its answer, what does not exist, and
        records that the account may not read: a search would find nothing for ever.
        """
        if found(self._wire, self._table, f"{field}={token_hex(16)}", ("sys_id",)):
            msg = f"{setting}: ServiceNow finds records by a {field} that none has"
            raise RefusedError(msg)
        some = found(self._wire, self._table, "", ("sys_id", field))
        if not some:
            msg = f"the account of [desk] may read no record of {self._table}"
            raise RefusedError(msg)
        if any(field not in one for one in some):
            msg = f"{setting}: {self._table} has no field {field} for this account"
            raise RefusedError(msg)

    def _hits(self, field: str, value: str, more: str) -> Rows:
        """Return the records whose field equals the value, the oldest first."""
        if not plain(value):
            return []
        fields = ("sys_id", "number", "active", SOLVED, field)
        query = f"{field}={value}{more}^ORDERBYsys_created_on"
        hits = found(self._wire, self._table, query, fields, 100)
        return [one for one in hits if one.get(field) == value]

    def _group(self) -> str:
        return group(self._wire, self._rules.place) if self._rules.place else ""

    def _sent(self, method: str, path: str, body: dict[str, str]) -> dict[str, Any]:
        asked = {"sysparm_exclude_reference_link": "true"}
        said = self._wire.ask(method, path, params=asked, json=body)
        return rows([read(said.json(), "result")])[0]

    def _ref(self, one: dict[str, Any]) -> Ref:
        ident = text(one, "sys_id")
        shown = f"{self._wire.url}/nav_to.do?uri={self._table}.do%3Fsys_id%3D{ident}"
        return Ref(ident, text(one, "number"), shown)
