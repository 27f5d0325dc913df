"""Files tickets with Znuny 6.5 and its kin, by the generic ticket connector (REST).

Source: GenericTicketConnectorREST.yml and the operations of Znuny 6.5.15. Every refusal
comes with 200; a filter that is not known, or not said right, finds every ticket.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from secrets import token_hex

from agent.desk.model import File, LaterError, Ref, Ticket
from agent.desk.refusal import refuse
from agent.desk.tally import largest, mark
from agent.desk.trust import Route
from agent.desk.wire import ENOUGH, Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

LONGEST: Final = 255
"""Letters of a title; the column holds no more."""
HITS: Final = 50
"""Tickets of a search, at most."""
NEW, NORMAL = 1, 3
"""The state and the priority of a ticket, by their numbers: IT may rename them."""
OPEN: Final = {"StateType": ["new", "open", "pending reminder", "pending auto"]}
ANYBODY: Final = "root@localhost"
"""A customer that Znuny takes unseen, to try with where the caller is not known yet."""
SETTINGS: Final = (
    ("AuthFail", "secret"),
    ("AccessDenied", "user"),
    ("CustomerUser", "caller"),
    ("Ticket->QueueID", "place"),
    ("Ticket->TypeID", "form"),
    ("DynamicField", "key_field"),
)
"""What is in an error, and the setting that it is about."""


def desk(rules: DeskRules, secret: str, route: Route) -> Znuny:
    """Return a session; ``url`` ends with the name of the web service.

    Who asks is said in headers: in an address it would be in logs.
    """
    headers = {"X-OTRS-Header-UserLogin": rules.user, "X-OTRS-Header-Password": secret}
    bare = {name: text.encode().decode("latin-1") for name, text in headers.items()}
    return Znuny(rules, Wire(rules.url, route, headers=bare))


class Znuny:
    """A session with one queue."""

    def __init__(self, rules: DeskRules, wire: Wire) -> None:
        """Take what IT set, and the way there."""
        self._rules, self._wire = rules, wire

    def most(self) -> int:
        """Return 0: Znuny does not say what it takes before it is tried."""
        return 0

    def preflight(self) -> None:
        """Prove all that a ticket needs, by one that lacks the last thing it needs."""
        caller = self._rules.caller
        known = ANYBODY if caller == "employee" else caller
        for setting in ("key_field", "outage_field"):
            field = getattr(self._rules, setting)
            if field or setting == "key_field":
                mine = Ticket(key="x", subject="x", text="x", caller=known)
                body = self._new(mine) | {"Attachment": [{"Filename": "x"}]}
                body["DynamicField"] = [{"Name": field, "Value": "x"}]
                wrong = self._told("POST", "/Ticket", json=body).get("Error", {})
                if "Attachment" not in str(wrong.get("ErrorMessage")):
                    _complain(wrong, setting)
        if self.find(token_hex(16)) is not None:
            refuse("key_field", "a search for a key that nobody has finds a ticket")

    def find(self, key: str) -> Ref | None:
        """Return the ticket with this key."""
        return self._oldest("key_field", key, {})

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open ticket of an outage."""
        if not (self._rules.outage_field and outage):
            return None
        return self._oldest("outage_field", outage, OPEN)

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket; its customer does not see the article."""
        made = self._ask("POST", "/Ticket", json=self._new(ticket))
        return self._ref(made)

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file with a note, which the customer does not see."""
        if self.verify(ref, file):
            return
        content = {
            "Content": b64encode(file.data).decode(),
            "ContentType": file.kind,
            "Filename": file.name,
        }
        body = {"Article": _note(file.name, file.name), "Attachment": [content]}
        self._ask("PATCH", f"/Ticket/{ref.id}", json=body)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back; Znuny gives all files of a ticket, or none."""
        listed = _files(self._articles(ref, Attachments="1", GetAttachmentContents="0"))
        if file.name not in [one["Filename"] for one in listed]:
            return False
        size = sum(int(one["FilesizeRaw"]) for one in listed)
        most = 2 * (size + len(file.data)) + ENOUGH  # base64 makes a third more of it
        kept = _files(self._articles(ref, most, Attachments="1"))
        return any(
            sha256(b64decode(one["Content"])).hexdigest() == file.digest
            for one in kept
            if one["Filename"] == file.name
        )

    def link(self, ref: Ref, parent: Ref) -> None:
        """Note at a ticket to which one it belongs: the connector links nothing."""
        line = f"Part of Ticket#{parent.number}"
        if line not in [one["Subject"] for one in self._articles(ref)]:
            body = {"Article": _note(line, line)}
            self._ask("PATCH", f"/Ticket/{ref.id}", json=body)

    def counted(self, ref: Ref) -> int:
        """Return the largest count among its articles."""
        return largest(one["Subject"] for one in self._articles(ref))

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave an internal note."""
        note = {"Article": _note(mark(pcs), text)}
        self._ask("PATCH", f"/Ticket/{ref.id}", json=note)

    def _new(self, ticket: Ticket) -> dict[str, Any]:
        rules = self._rules
        title = " ".join(ticket.subject.split())[:LONGEST]
        fields = {rules.key_field: ticket.key, rules.outage_field: ticket.outage}
        head = {
            "Title": title,
            "Queue": rules.place,
            "StateID": NEW,
            "PriorityID": NORMAL,
            "CustomerUser": ticket.caller,
            **({"Type": rules.form} if rules.form else {}),
        }
        pairs = [{"Name": n, "Value": one} for n, one in fields.items() if n and one]
        article = _note(title, ticket.text or title)
        return {"Ticket": head, "Article": article, "DynamicField": pairs}

    def _oldest(self, setting: str, wanted: str, more: dict[str, Any]) -> Ref | None:
        """Believe what is equal; Znuny itself forgives case, and knows ``*``."""
        field = getattr(self._rules, setting)
        asked = {f"DynamicField_{field}": {"Equals": wanted}, "Limit": HITS, **more}
        ids = self._ask("POST", "/Ticket/Search", json=asked).get("TicketID", [])
        if not ids or not field:
            return None
        path = f"/Ticket/{','.join(map(str, ids))}"
        found = self._ask("GET", path, params={"DynamicFields": "1"})["Ticket"]
        values = [(one, _value(one, field)) for one in found]
        equal = [one for one, value in values if value == wanted]
        near = [value for _, value in values if value.casefold() == wanted.casefold()]
        if not near and wanted.isalnum():
            refuse(setting, "a search by this field finds tickets that lack the value")
        oldest = min(equal, key=lambda one: int(one["TicketID"]), default=None)
        return None if oldest is None else self._ref(oldest)

    def _articles(self, ref: Ref, most: int = ENOUGH, **asked: str) -> Any:
        params = {"AllArticles": "1", **asked}
        said = self._ask("GET", f"/Ticket/{ref.id}", most=most, params=params)
        return said["Ticket"][0].get("Article", [])

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        said = self._told(method, path, **more)
        if "Error" in said:
            _complain(said["Error"], "key_field")
        return said

    def _told(self, method: str, path: str, **more: Any) -> Any:
        return self._wire.ask(method, path, **more).json()

    def _ref(self, ticket: Any) -> Ref:
        number = str(ticket["TicketNumber"])
        front = self._wire.url.partition("/nph-genericinterface.pl")[0]
        address = f"{front}/index.pl?Action=AgentTicketZoom;TicketNumber={number}"
        return Ref(id=str(ticket["TicketID"]), number=number, url=address)


def _note(subject: str, text: str) -> dict[str, Any]:
    return {
        "CommunicationChannel": "Internal",
        "SenderType": "agent",
        "IsVisibleForCustomer": 0,
        "Subject": subject,
        "Body": text,
        "ContentType": "text/plain; charset=utf8",
    }


def _files(articles: Any) -> list[Any]:
    return [one for article in articles for one in article.get("Attachment", ())]


def _value(ticket: Any, field: str) -> str:
    mine = [o["Value"] for o in ticket.get("DynamicField", ()) if o["Name"] == field]
    return str(mine[0] or "") if mine else ""


def _complain(error: Any, field: str) -> None:
    """Raise what an error is; one that is about no setting may pass by itself."""
    code, message = str(error.get("ErrorCode")), str(error.get("ErrorMessage"))
    told = f"Znuny says {code}: {message}"
    for sign, setting in SETTINGS:
        if sign in f"{code} {message}":
            refuse(field if setting == "key_field" else setting, told)
    raise LaterError(told)
