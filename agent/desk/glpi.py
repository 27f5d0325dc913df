"""GLPI 9.5 to 11: tickets, documents and links by its first REST API.

Source: glpi-project/glpi, ``apirest.md``.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from secrets import token_hex

from agent.desk.glpi_search import ID, STATUS, Row, option, requester, tickets
from agent.desk.glpi_session import Session
from agent.desk.model import File, Ref, RefusedError, Ticket, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

NAME: Final = 255
"""Letters of a title: the column ``glpi_tickets.name``."""
DONE: Final = ("5", "6")
"""Solved and closed (``CommonITILObject``)."""
INCIDENT, SON_OF = 1, 3
"""``Ticket::INCIDENT_TYPE``, and the link of a ticket to its parent."""
NOTE: Final = "Blusser: diagnostics"
"""What the follow-up says that our files hang on."""
UNASKED: Final = 2 * 1024 * 1024
"""Bytes that PHP takes where nobody changed ``upload_max_filesize``."""


def desk(rules: DeskRules, secret: str, route: Route) -> Glpi:
    """Return the desk; ``url`` ends in ``apirest.php``."""
    return Glpi(rules, Session(rules, secret, route))


class Glpi:
    """A desk of GLPI; ``place`` is an entity, ``form`` the number of a category."""

    def __init__(self, rules: DeskRules, session: Session) -> None:
        """Take the rules, and the session with it."""
        self._rules, self._session = rules, session
        self._numbers: dict[str, int] = {}

    def preflight(self) -> None:
        """Prove the account, the entity, the category and the fields."""
        self._entity()
        if self._rules.form:
            self._session.get(f"/ITILCategory/{self._category()}")
        fields = {"key_field": self._rules.key_field}
        if self._rules.outage_field:
            fields["outage_field"] = self._rules.outage_field
        for setting, field in fields.items():
            number = option(self._session, field, setting)
            if tickets(self._session, number, token_hex(16)):
                msg = f"desk.{setting}: a search in it finds what is not there"
                raise RefusedError(msg)

    def close(self) -> None:
        """End the session on the desk."""
        self._session.end()

    def most(self) -> int:
        """Return GLPI's own limit in bytes; that of PHP may be lower, and untold."""
        told = self._session.get("/getGlpiConfig")["cfg_glpi"]
        return int(told.get("document_max_size") or 0) * 1024 * 1024

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key, open or closed."""
        number = self._number(self._rules.key_field, "key_field")
        return self._oldest(tickets(self._session, number, key), number, key)

    def find_outage(self, outage: str) -> Ref | None:
        """Return the oldest ticket with this outage that is not solved."""
        if not outage or not self._rules.outage_field:
            return None
        number = self._number(self._rules.outage_field, "outage_field")
        found = tickets(self._session, number, outage, alive=True)
        left = [row for row in found if str(row[str(STATUS)]) not in DONE]
        return self._oldest(left, number, outage)

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket; GLPI drops a field it does not know without a word."""
        wanted = {
            "name": ticket.subject[:NAME],
            "content": escape(ticket.text).replace("\n", "<br>"),
            "type": INCIDENT,
            "entities_id": self._entity(),
            self._rules.key_field: ticket.key,
        }
        if self._rules.form:
            wanted["itilcategories_id"] = self._category()
        if ticket.outage and self._rules.outage_field:
            wanted[self._rules.outage_field] = ticket.outage
        wanted |= requester(self._session, ticket.caller)
        made = self._ref(self._session.add("Ticket", wanted)["id"])
        if self.find(ticket.key) is None:
            msg = "desk.key_field: GLPI created a ticket, but did not keep its key"
            raise RefusedError(msg)
        return made

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file to a private follow-up, unless it is there already."""
        if self.verify(ref, file):
            return
        said = self._session.upload(file)
        kept = [one for some in said.get("upload_result", {}).values() for one in some]
        if any(one.get("error") for one in kept):
            self._session.purge("Document", said["id"])
            raise _unkept(file)
        note = next(iter(self._notes(ref)), 0) or self._note(ref)
        held = {"itemtype": "ITILFollowup", "items_id": note}
        self._session.add("Document_Item", held | {"documents_id": said["id"]})

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back what has this name, and compare."""
        for note in self._notes(ref):
            for row in self._all(f"/ITILFollowup/{note}/Document_Item"):
                path = f"/Document/{row['documents_id']}"
                held = self._session.get(path)
                if file.name not in (held.get("filename"), held.get("name")):
                    continue
                if sha256(self._session.data(path)).hexdigest() == file.digest:
                    return True
        return False

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make a ticket the child of another, unless it is."""
        ours = {"searchText[tickets_id_1]": f"^{ref.id}$"}
        pair = (ref.id, parent.id)
        for row in self._all("/Ticket_Ticket", **ours):
            if (str(row["tickets_id_1"]), str(row["tickets_id_2"])) == pair:
                return
        ids = {"tickets_id_1": int(ref.id), "tickets_id_2": int(parent.id)}
        self._session.add("Ticket_Ticket", ids | {"link": SON_OF})

    def _all(self, path: str, **more: str) -> list[Row]:
        return list(self._session.get(path, range="0-999", **more))

    def _number(self, field: str, setting: str) -> int:
        if setting not in self._numbers:
            self._numbers[setting] = option(self._session, field, setting)
        return self._numbers[setting]

    def _entity(self) -> int:
        """Return the number of the entity, which may be given by its name too."""
        told = self._session.get("/getMyEntities", is_recursive=1)["myentities"]
        for one in told:
            if self._rules.place in (str(one["id"]), one["name"]):
                return int(one["id"])
        msg = "desk.place: the account has no such entity"
        raise RefusedError(msg)

    def _category(self) -> int:
        if self._rules.form.isdigit():
            return int(self._rules.form)
        msg = "desk.form: this is the number of an ITIL category, or nothing"
        raise RefusedError(msg)

    def _notes(self, ref: Ref) -> list[int]:
        """Return our private follow-ups of a ticket."""
        rows = self._all(f"/Ticket/{ref.id}/ITILFollowup")
        ours = [one for one in rows if NOTE in one["content"] and one["is_private"]]
        return [int(one["id"]) for one in ours]

    def _note(self, ref: Ref) -> int:
        told = {"itemtype": "Ticket", "items_id": int(ref.id), "content": NOTE}
        return int(self._session.add("ITILFollowup", told | {"is_private": 1})["id"])

    def _oldest(self, rows: list[Row], number: int, value: str) -> Ref | None:
        """Return the first of the rows whose field really is the value."""
        equal = [int(row[str(ID)]) for row in rows if row[str(number)] == value]
        return self._ref(min(equal)) if equal else None

    def _ref(self, number: Any) -> Ref:
        base = self._rules.url.rstrip("/").removesuffix("/apirest.php")
        where = f"{base}/front/ticket.form.php?id={number}"
        return Ref(str(number), str(number), where)


def _unkept(file: File) -> Exception:
    """Return what it means that GLPI made a document and did not keep its file."""
    if len(file.data) > UNASKED:
        return TooLargeError("PHP or GLPI takes no file of this size")
    msg = "GLPI takes no file of this kind: see its types of documents"
    return RefusedError(msg)
