"""Zammad: tickets, notes and links by its REST API.

Searches by condition ask Zammad's database; searches by words ask an index that is
behind, so they are not used. Source: zammad-documentation ca3d14b, ``api/``.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from secrets import token_hex

from agent.desk.model import File, Ref, RefusedError, Ticket
from agent.desk.tally import largest, mark
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

TITLE: Final = 200
"""Letters of a title (``api/object.rst``: ``maxlength`` of ``title``)."""
DONE: Final = ("closed", "merged", "removed")
"""Types of a state in which a ticket stands for nothing any more."""
NEEDED: Final = {"read", "create", "change"}
"""Rights in the group, unless the account has ``full``."""


def desk(rules: DeskRules, secret: str, route: Route) -> Zammad:
    """Return the desk; with ``user`` the secret is a password, else a token."""
    if rules.user:
        return Zammad(rules, Wire(rules.url, route, login=(rules.user, secret)))
    headers = {"Authorization": f"Token token={secret}"}
    return Zammad(rules, Wire(rules.url, route, headers=headers))


class Zammad:
    """A desk of Zammad; ``place`` is its group, the fields are ticket attributes."""

    def __init__(self, rules: DeskRules, wire: Wire) -> None:
        """Take the rules, and the way to it."""
        self._rules, self._wire = rules, wire

    def preflight(self) -> None:
        """Prove the account, its rights in the group, and the fields."""
        groups = self._me().get("groups") or {}
        rights = set(groups.get(self._rules.place) or ())
        if "full" not in rights and not rights >= NEEDED:
            msg = "desk.place: the account has no read, create and change in that group"
            raise RefusedError(msg)
        some = self._wire.ask("GET", "/api/v1/tickets", params={"per_page": 1}).json()
        for setting, field in self._fields():
            missing = not field or (some and field not in some[0])
            if missing or self._search(field, token_hex(16)):
                msg = f"desk.{setting}: no ticket attribute that can be searched"
                raise RefusedError(msg)

    def most(self) -> int:
        """Return 0: Zammad says nothing; the web server before it decides."""
        return 0

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key, open or closed."""
        field = self._rules.key_field
        return self._oldest(self._search(field, key), field, key)

    def find_outage(self, outage: str) -> Ref | None:
        """Return the oldest ticket with this outage that is not closed."""
        if not outage or not self._rules.outage_field:
            return None
        states = self._wire.ask("GET", "/api/v1/ticket_states?expand=true").json()
        alive = [str(s["id"]) for s in states if s.get("state_type") not in DONE]
        open_ = {"ticket.state_id": {"operator": "is", "value": alive}}
        found = self._search(self._rules.outage_field, outage, open_)
        left = [one for one in found if str(one["state_id"]) in alive]
        return self._oldest(left, self._rules.outage_field, outage)

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket; what Zammad has no attribute for it drops without a word."""
        said = self._made(ticket, self._customer(ticket.caller))
        if said.get(self._rules.key_field) != ticket.key:
            msg = "desk.key_field: Zammad created a ticket, but did not keep its key"
            raise RefusedError(msg)
        return self._ref(said)

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file to an internal note, unless it is there already."""
        if self.verify(ref, file):
            return
        data = b64encode(file.data).decode()
        held = {"filename": file.name, "data": data, "mime-type": file.kind}
        self._note(ref, {"body": file.name, "attachments": [held]})

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back what has this name, and compare."""
        for article in self._articles(ref):
            for one in article.get("attachments") or ():
                if one.get("filename") != file.name:
                    continue
                where = f"{ref.id}/{article['id']}/{one['id']}"
                said = self._wire.ask("GET", f"/api/v1/ticket_attachment/{where}")
                if sha256(said.data).hexdigest() == file.digest:
                    return True
        return False

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make a ticket the child of another, unless it is."""
        about = {"link_object": "Ticket", "link_object_value": ref.id}
        links = self._wire.ask("GET", "/api/v1/links", params=about).json()["links"]
        if any(str(one["link_object_value"]) == parent.id for one in links):
            return
        wanted = {
            "link_type": "child",
            "link_object_target": "Ticket",
            "link_object_target_value": int(parent.id),
            "link_object_source": "Ticket",
            "link_object_source_number": ref.number,
        }
        self._wire.ask("POST", "/api/v1/links/add", json=wanted)

    def counted(self, ref: Ref) -> int:
        """Return the largest count among its articles."""
        return largest(one.get("subject") or "" for one in self._articles(ref))

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave an internal note."""
        self._note(ref, {"subject": mark(pcs), "body": text})

    def _articles(self, ref: Ref) -> list[dict[str, Any]]:
        path = f"/api/v1/ticket_articles/by_ticket/{ref.id}"
        return [dict(one) for one in self._wire.ask("GET", path).json()]

    def _note(self, ref: Ref, said: dict[str, Any]) -> None:
        note = {"ticket_id": int(ref.id), "content_type": "text/plain"}
        note |= {"type": "note", "internal": True} | said
        self._wire.ask("POST", "/api/v1/ticket_articles", json=note)

    def _me(self) -> dict[str, Any]:
        said = self._wire.ask("GET", "/api/v1/users/me?expand=true").json()
        return dict(said)

    def _fields(self) -> list[tuple[str, str]]:
        fields = [("key_field", self._rules.key_field)]
        if self._rules.outage_field:
            fields.append(("outage_field", self._rules.outage_field))
        return fields

    def _customer(self, caller: str) -> dict[str, Any]:
        """Return whom to file for: Zammad makes a customer of an unknown address."""
        if "@" in caller:
            return {"customer_id": f"guess:{caller}"}
        return {"customer": caller} if caller else {"customer_id": self._me()["id"]}

    def _made(self, ticket: Ticket, customer: dict[str, Any]) -> dict[str, Any]:
        wanted = customer | {
            "title": ticket.subject[:TITLE],
            "group": self._rules.place,
            self._rules.key_field: ticket.key,
            "article": {
                "subject": ticket.subject[:TITLE],
                "body": ticket.text,
                "content_type": "text/plain",
                "type": "note",
                "internal": False,
            },
        }
        if ticket.outage and self._rules.outage_field:
            wanted[self._rules.outage_field] = ticket.outage
        fine = (422,) if "customer" in customer else ()
        said = self._wire.ask("POST", "/api/v1/tickets", json=wanted, fine=fine)
        if said.status == 422:
            return self._made(ticket, self._customer(""))
        return dict(said.json())

    def _search(
        self, field: str, value: str, more: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        wanted = {f"ticket.{field}": {"operator": "is", "value": value}} | (more or {})
        path = "/api/v1/tickets/search?expand=true&sort_by=id&order_by=asc"
        said = self._wire.ask("POST", path, json={"condition": wanted}).json()
        return [dict(one) for one in said]

    def _oldest(
        self, found: list[dict[str, Any]], field: str, value: str
    ) -> Ref | None:
        equal = (one for one in found if one.get(field) == value)
        first = min(equal, key=lambda one: int(one["id"]), default=None)
        return None if first is None else self._ref(first)

    def _ref(self, said: dict[str, Any]) -> Ref:
        where = f"{self._wire.url}/#ticket/zoom/{said['id']}"
        return Ref(str(said["id"]), str(said["number"]), where)
