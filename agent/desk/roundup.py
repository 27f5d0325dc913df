"""Files issues with Roundup, by its REST interface.

Source: the documentation of Roundup 2.6, and that program itself.
"""

from __future__ import annotations

from hashlib import sha256
from secrets import token_hex
from urllib.parse import quote, urlsplit

from agent.desk.model import File, LaterError, Ref, Ticket
from agent.desk.refusal import refuse
from agent.desk.tally import largest, mark
from agent.desk.trust import Route
from agent.desk.wire import ENOUGH, Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

LONGEST: Final = 255
"""Letters of a title; Roundup knows no limit, and its pages are for people."""
DONE: Final = ("resolved", "done-cbb", "closed")
"""The states of its templates in which nobody works on an issue any more."""
HITS: Final = "100"
"""Issues of a search, at most."""
ELSEWHERE: Final = b"Invalid HOST"
"""What it says where its front tells another address than its own."""
AT: Final = "«web» in config.ini of the tracker is another address"
TURNS: Final = 5
"""How often a change is tried that others' changes get in the way of."""


def desk(rules: DeskRules, secret: str, route: Route) -> Roundup:
    """Return a session; Roundup wants to hear that no page of another site asks it."""
    parts = urlsplit(rules.url)
    headers = {
        "Origin": f"{parts.scheme}://{parts.netloc}",
        "Referer": f"{rules.url.rstrip('/')}/",
        "X-Requested-With": "rest",
    }
    login = (rules.user, secret)
    return Roundup(rules, Wire(rules.url, route, login=login, headers=headers))


class Roundup:
    """A session with one class of issues, called ``issue`` unless IT renamed it."""

    def __init__(self, rules: DeskRules, wire: Wire) -> None:
        """Take what IT set, and the way there."""
        self._rules, self._wire = rules, wire
        self._class = quote(rules.place or "issue", safe="")

    def most(self) -> int:
        """Return 0: Roundup knows no limit of its own."""
        return 0

    def preflight(self) -> None:
        """Prove the account and its rights, the class, and the fields."""
        said = self._ask("GET", "", fine=(400, 401, 403, 404))
        if said.status == 400:
            refuse("url", AT)
        if said.status == 404:
            refuse("url", "there is no tracker with a REST interface")
        if said.status == 401:
            refuse("secret", "the tracker does not take this user and password")
        if said.status == 403:
            refuse("user", "the account may not use the REST interface (Rest Access)")
        if self._ask("GET", f"/{self._class}", params=FEW, fine=(404,)).status == 404:
            refuse("place", "the tracker has no such class")
        for one in (self._class, "msg", "file"):
            self._may_create(one)
        for setting in ("key_field", "outage_field"):
            field = getattr(self._rules, setting)
            if (field or setting == "key_field") and not self._knows(field):
                refuse(setting, "the class has no such field to search by")
        if self.find(token_hex(16)) is not None:
            refuse("key_field", "a search for a key that nobody has finds an issue")

    def _may_create(self, one: str) -> None:
        """Try to create nothing: with the right it is 400, and nothing comes of it."""
        said = self._ask("POST", f"/{one}", json={}, fine=(400, 403))
        if said.status == 403:
            refuse("user", f"the account may not create a {one}")
        if ELSEWHERE in said.data:
            refuse("url", AT)

    def find(self, key: str) -> Ref | None:
        """Return the issue with this key."""
        return self._oldest(self._rules.key_field, key, ())

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open issue of an outage."""
        field = self._rules.outage_field
        return self._oldest(field, outage, DONE) if field and outage else None

    def create(self, ticket: Ticket) -> Ref:
        """Create a message and the issue it is of; Roundup has no callers."""
        rules = self._rules
        message = {"content": ticket.text, "type": "text/plain", "author": rules.user}
        said = self._ask("POST", "/msg", json=message).json()["data"]["id"]
        issue = {
            "title": " ".join(ticket.subject.split())[:LONGEST],
            "messages": [said],
            rules.key_field: ticket.key,
        }
        if rules.outage_field and ticket.outage:
            issue[rules.outage_field] = ticket.outage
        made = self._ask("POST", f"/{self._class}", json=issue).json()["data"]["id"]
        return self._ref(int(made))

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file. Whoever sees the issue sees it, and nobody is mailed."""
        if self.verify(ref, file):
            return
        parts = {
            "name": (None, file.name),
            "type": (None, file.kind),
            "content": (file.name, file.data, file.kind),
        }
        made = self._ask("POST", "/file", files=parts).json()["data"]["id"]
        self._add(ref, "files", made)

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back every file of this name."""
        most = len(file.data) + ENOUGH
        return any(
            self._digest(one["id"], most) == file.digest
            for one in self._issue(ref)["attributes"]["files"]
            if one.get("name") == file.name
        )

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make an issue one that another supersedes."""
        self._add(ref, "superseder", parent.id)

    def counted(self, ref: Ref) -> int:
        """Return the largest count; a message says of itself which issue it is of."""
        asked = {"summary": self._of(ref), "@fields": "summary", **FEW}
        found = self._ask("GET", "/msg", params=asked).json()["data"]["collection"]
        mine = [o for o in found if (o.get("summary") or "").startswith(self._of(ref))]
        return largest((one["summary"] for one in mine), whole=len(found) < int(HITS))

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave a message; who follows the issue is mailed."""
        message = {"content": text, "type": "text/plain", "author": self._rules.user}
        message |= {"summary": f"{self._of(ref)}{mark(pcs)}"}
        said = self._ask("POST", "/msg", json=message).json()["data"]["id"]
        self._add(ref, "messages", said)

    def _of(self, ref: Ref) -> str:
        return f"{self._class}{ref.id} "

    def _knows(self, field: str) -> bool:
        asked = {f"{field}:": token_hex(16), **FEW}
        path = f"/{self._class}"
        said = self._ask("GET", path, params=asked, fine=(400, 403)).status
        return bool(field) and said == 200

    def _oldest(self, field: str, wanted: str, without: tuple[str, ...]) -> Ref | None:
        asked = {f"{field}:": wanted, "@fields": f"{field},status", **FEW}
        path = f"/{self._class}"
        said = self._ask("GET", path, params=asked).json()["data"]["collection"]
        equal = [one for one in said if one.get(field) == wanted]
        ids = [int(o["id"]) for o in equal if _state(o) not in without]
        return self._ref(min(ids)) if ids else None

    def _add(self, ref: Ref, field: str, number: str) -> None:
        """Add to a list of an issue, which others may change meanwhile."""
        change = {"@op": "add", field: [number]}
        for _ in range(TURNS):
            tag = {"If-Match": self._issue(ref)["@etag"]}
            path = f"/{self._class}/{ref.id}"
            said = self._ask("PATCH", path, json=change, headers=tag, fine=(412,))
            if said.status != 412:
                return
        msg = "others change the issue all the time"
        raise LaterError(msg)

    def _issue(self, ref: Ref) -> Any:
        path = f"/{self._class}/{ref.id}"
        return self._ask("GET", path, params={"@verbose": "2"}).json()["data"]

    def _digest(self, file: str, most: int) -> str:
        path = f"/file/{file}/binary_content"
        return sha256(self._ask("GET", path, fine=(404,), most=most).data).hexdigest()

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        return self._wire.ask(method, f"/rest/data{path}", **more)

    def _ref(self, number: int) -> Ref:
        address = f"{self._wire.url}/{self._class}{number}"
        return Ref(id=str(number), number=str(number), url=address)


FEW: Final = {"@page_size": HITS, "@verbose": "2"}


def _state(issue: Any) -> str:
    """Return the name of its status; empty where it has none."""
    return str((issue.get("status") or {}).get("name", ""))
