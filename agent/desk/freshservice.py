"""Freshservice: tickets and private notes by its API, version 2.

It can search no text: a number made of the key is searched, in a number field, and
the key itself stands in the description. Its search may be behind; what it has listed
last is looked through as well. Source: api.freshservice.com, ``#filter_tickets``.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from secrets import token_hex

from agent.desk.freshservice_api import Api, Row, number_of
from agent.desk.model import File, Ref, RefusedError, Ticket, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

SUBJECT: Final = 255
"""Letters of a subject."""
TOGETHER: Final = 40 * 1024 * 1024
"""Bytes of all attachments of one ticket (``#create_ticket``)."""
OPEN, MEDIUM = 2, 2
"""Status and priority of a new ticket (``#tickets``)."""
DONE: Final = (4, 5)
"""Resolved and closed."""
KEY, OUTAGE = "Blusser-Key", "Blusser-Outage"
"""What the last lines of a description begin with."""


def desk(rules: DeskRules, secret: str, route: Route) -> Freshservice:
    """Return the desk; the secret is the API key of an agent."""
    return Freshservice(rules, Api(rules, secret, route))


class Freshservice:
    """A desk of Freshservice.

    ``place`` is the number of a group, ``form`` that of a workspace, ``user`` the
    address that tickets of nobody are filed for.
    """

    def __init__(self, rules: DeskRules, api: Api) -> None:
        """Take the rules, and the way to it."""
        self._rules, self._api = rules, api

    def preflight(self) -> None:
        """Prove the key, the group, the address and the fields."""
        if "@" not in self._rules.user:
            msg = "desk.user: an address is needed that tickets can be filed for"
            raise RefusedError(msg)
        for setting, field in self._fields():
            if self._api.filtered(field, number_of(token_hex(16)), setting):
                msg = f"desk.{setting}: a search in it finds what is not there"
                raise RefusedError(msg)
        if not self._api.has_group(self._rules.place):
            msg = "desk.place: there is no group with this number"
            raise RefusedError(msg)

    def most(self) -> int:
        """Return what all attachments of one ticket may have, in bytes."""
        return TOGETHER

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key, open or closed."""
        field, number = self._rules.key_field, number_of(key)
        found = self._api.filtered(field, number, "key_field")
        return self._oldest(found, field, f"{KEY}: {key}") or self._oldest(
            self._api.newest(), field, f"{KEY}: {key}"
        )

    def find_outage(self, outage: str) -> Ref | None:
        """Return the oldest ticket with this outage that is not resolved."""
        field = self._rules.outage_field
        if not outage or not field:
            return None
        found = self._api.filtered(field, number_of(outage), "outage_field")
        left = [one for one in found if one["status"] not in DONE]
        return self._oldest(left, field, f"{OUTAGE}: {outage}")

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket; an address that is unknown becomes a requester's."""
        own = {self._rules.key_field: number_of(ticket.key)}
        last = [f"{KEY}: {ticket.key}"]
        if ticket.outage and self._rules.outage_field:
            own[self._rules.outage_field] = number_of(ticket.outage)
            last.append(f"{OUTAGE}: {ticket.outage}")
        lines = [*ticket.text.split("\n"), "", *last]
        caller = ticket.caller if "@" in ticket.caller else self._rules.user
        wanted = {
            "subject": ticket.subject[:SUBJECT],
            "description": "<br>".join(escape(line) for line in lines),
            "email": caller,
            "status": OPEN,
            "priority": MEDIUM,
            "group_id": int(self._rules.place),
            "custom_fields": own,
        }
        made = self._api.create(wanted)
        if made["custom_fields"] | own != made["custom_fields"]:
            msg = "desk.key_field: Freshservice created a ticket, but not with its key"
            raise RefusedError(msg)
        return self._ref(made)

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file to a private note, unless it is there already."""
        held = self._held(ref)
        if self._has(held, file):
            return
        if sum(one["size"] for one in held) + len(file.data) > TOGETHER:
            msg = "the attachments of one ticket have at most 40 MB in Freshservice"
            raise TooLargeError(msg)
        self._api.note(ref.id, f"Blusser: {file.name}", file)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back what has this name, and compare."""
        return self._has(self._held(ref), file)

    def link(self, ref: Ref, parent: Ref) -> None:
        """Say in a private note whose outage it is: the API links no old tickets."""
        said = f"Blusser: part of the outage {parent.number}"
        notes = self._api.conversations(ref.id)
        if not any(said == (one.get("body_text") or "").strip() for one in notes):
            self._api.note(ref.id, said)

    def _fields(self) -> list[tuple[str, str]]:
        fields = [("key_field", self._rules.key_field)]
        if self._rules.outage_field:
            fields.append(("outage_field", self._rules.outage_field))
        return fields

    def _held(self, ref: Ref) -> list[Row]:
        """Return the attachments of a ticket's notes."""
        notes = self._api.conversations(ref.id)
        return [one for note in notes for one in note.get("attachments") or ()]

    def _has(self, held: list[Row], file: File) -> bool:
        named = (one["id"] for one in held if one["name"] == file.name)
        return any(
            sha256(self._api.attachment(one)).hexdigest() == file.digest
            for one in named
        )

    def _oldest(self, found: list[Row], field: str, line: str) -> Ref | None:
        """Return the first ticket whose number fits and whose description says it."""
        number = number_of(line.split(": ", 1)[1])
        for one in sorted(found, key=lambda one: int(one["id"])):
            if (one.get("custom_fields") or {}).get(field) != number:
                continue
            if one.get("deleted") or one.get("spam"):
                continue
            if line in self._api.lines(one["id"]):
                return self._ref(one)
        return None

    def _ref(self, said: dict[str, Any]) -> Ref:
        number = said["id"]
        where = f"{self._rules.url.rstrip('/')}/a/tickets/{number}"
        return Ref(str(number), f"INC-{number}", where)
