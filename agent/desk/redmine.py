"""Files issues with Redmine, by its REST interface.

Source: Redmine 5.0.4 itself. It answers a filter that it does not know with every
issue, and a sign-in that failed with what a stranger may see.
"""

from __future__ import annotations

from hashlib import sha256
from secrets import token_hex
from urllib.parse import quote

from agent.desk.model import File, Ref, Ticket, TooLargeError
from agent.desk.refusal import refuse
from agent.desk.tally import largest, mark
from agent.desk.trust import Route
from agent.desk.wire import ENOUGH, Answer, Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

LONGEST: Final = 255
"""Letters of a subject; with more the issue is refused."""
HITS: Final = "100"
"""Issues of a search, at most."""
ANY, OPEN = "*", "o"
TOLD: Final = 200
"""Letters of what Redmine says about an issue that it does not take."""


def desk(rules: DeskRules, secret: str, route: Route) -> Redmine:
    """Return a session; without a user the secret is an API key, else a password."""
    login = (rules.user, secret) if rules.user else None
    headers = {} if login else {"X-Redmine-API-Key": secret}
    return Redmine(rules, Wire(rules.url, route, login=login, headers=headers))


class Redmine:
    """A session with one project."""

    def __init__(self, rules: DeskRules, wire: Wire) -> None:
        """Take what IT set, and the way there."""
        self._rules, self._wire, self._ask = rules, wire, wire.ask

    def most(self) -> int:
        """Return 0: Redmine does not say what it takes before it is tried."""
        return 0

    def preflight(self) -> None:
        """Prove the account and its rights, the project, the tracker and the fields."""
        asked = {"include": "memberships"}
        said = self._ask("GET", "/users/current.json", params=asked, fine=(401, 404))
        if said.status == 404:
            refuse("url", "there is no Redmine")
        if said.status == 401:
            refuse("secret", "the password or key is wrong, or the REST API is off")
        project = self._project()
        self._tracker(project)
        self._may(said.json()["user"], project["id"])
        for setting in ("key_field", "outage_field"):
            if setting == "key_field" or self._rules.outage_field:
                self._filters(setting)
        if self.find(token_hex(16)) is not None:
            refuse("key_field", "a search for a key that nobody has finds an issue")

    def find(self, key: str) -> Ref | None:
        """Return the issue of the project with this key."""
        return self._oldest("key_field", key, ANY)

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open issue of an outage."""
        if not (self._rules.outage_field and outage):
            return None
        return self._oldest("outage_field", outage, OPEN)

    def create(self, ticket: Ticket) -> Ref:
        """Create an issue; its author is the account, for Redmine has no callers."""
        issue = {"issue": self._new(ticket)}
        said = self._ask("POST", "/issues.json", json=issue, fine=(422,))
        if said.status == 422:
            refuse("form", f"Redmine does not take the issue: {_errors(said)}")
        made = said.json()["issue"]
        if not _holds(made, self._rules.key_field, ticket.key):
            refuse("key_field", "Redmine did not keep it: the tracker lacks the field")
        return self._ref(made["id"])

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file. Whoever sees the issue sees it: Redmine cannot hide one."""
        if self.verify(ref, file):
            return
        said = self._uploaded(file.name, file.data)
        if said.status == 422:
            if self._uploaded(file.name, b"?").status == 422:
                refuse("place", "Redmine takes no files whose names end like ours")
            msg = f"the desk does not take so large a file: {_errors(said)}"
            raise TooLargeError(msg)
        token = said.json()["upload"]["token"]
        upload = {"token": token, "filename": file.name, "content_type": file.kind}
        issue = {"issue": {"uploads": [upload]}}
        self._ask("PUT", f"/issues/{ref.id}.json", json=issue)
        if file.name not in [
            one["filename"] for one in self._issue(ref, "attachments")
        ]:
            refuse("user", "the account may not add files (add_issue_notes)")

    def verify(self, ref: Ref, file: File) -> bool:
        """Read back every file of this name."""
        most = len(file.data) + ENOUGH
        return any(
            self._digest(one["id"], file.name, most) == file.digest
            for one in self._issue(ref, "attachments")
            if one["filename"] == file.name
        )

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make an issue a duplicate of another, which closes it with the other.

        A sub-task would keep the other one open for as long as itself.
        """
        relation = {"issue_to_id": int(parent.id), "relation_type": "duplicates"}
        path, body = f"/issues/{ref.id}/relations.json", {"relation": relation}
        self._ask("POST", path, json=body, fine=(403, 422))
        linked = [one["issue_to_id"] for one in self._issue(ref, "relations")]
        if int(parent.id) not in linked:
            refuse("user", "the account may not link issues (manage_issue_relations)")

    def counted(self, ref: Ref) -> int:
        """Return the largest count among its notes."""
        notes = self._issue(ref, "journals")
        return largest(one.get("notes") or "" for one in notes)

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave a note. Whoever sees the issue sees it."""
        note = {"issue": {"notes": f"{text} {mark(pcs)}"}}
        self._ask("PUT", f"/issues/{ref.id}.json", json=note)

    def _project(self) -> Any:
        asked = {"include": "trackers"}
        path = f"/projects/{quote(self._rules.place, safe='')}.json"
        said = self._ask("GET", path, params=asked, fine=(403, 404))
        if said.status != 200 or not self._rules.place:
            refuse("place", "the account sees no such project")
        return said.json()["project"]

    def _tracker(self, project: Any) -> dict[str, int]:
        """Return the tracker; without one, what Redmine takes the first for."""
        form, all_ = self._rules.form, project["trackers"]
        found = [one["id"] for one in all_ if form in (one["name"], str(one["id"]))]
        if form and not found:
            refuse("form", "the project has no such tracker")
        return {"tracker_id": found[0]} if found else {}

    def _may(self, user: Any, project: int) -> None:
        """Look at the roles of a member; nobody tells those of a guest."""
        needed = {"add_issues", "add_issue_notes"}
        if self._rules.outage_field:
            needed.add("manage_issue_relations")
        mine = [o for o in user.get("memberships", ()) if o["project"]["id"] == project]
        paths = [f"/roles/{role['id']}.json" for one in mine for role in one["roles"]]
        roles = [self._ask("GET", path).json()["role"] for path in paths]
        lacking = needed.difference(*(role["permissions"] for role in roles))
        if roles and lacking and not user.get("admin"):
            refuse("user", f"the account lacks {', '.join(sorted(lacking))}")

    def _filters(self, setting: str) -> None:
        """Prove that a field is one to search by: for such a one Redmine wants a value.

        Nothing else tells a field that it does not know from one without issues.
        """
        field = getattr(self._rules, setting)
        if self._search(field, "", ANY).status != 422:
            refuse(setting, "the project has no field of this number to filter by")

    def _new(self, ticket: Ticket) -> dict[str, Any]:
        rules, project = self._rules, self._project()
        fields = {rules.key_field: ticket.key, rules.outage_field: ticket.outage}
        return {
            "project_id": project["id"],
            "subject": " ".join(ticket.subject.split())[:LONGEST],
            "description": ticket.text,
            "custom_fields": [
                {"id": int(field), "value": one}
                for field, one in fields.items()
                if field.isdigit() and one
            ],
            **self._tracker(project),
        }

    def _oldest(self, setting: str, wanted: str, status: str) -> Ref | None:
        field = getattr(self._rules, setting)
        issues = self._search(field, wanted, status).json().get("issues", ())
        equal = [one["id"] for one in issues if _holds(one, field, wanted)]
        if issues and not equal:
            refuse(setting, "a search by this field finds issues that lack the value")
        return self._ref(min(equal)) if equal else None

    def _search(self, field: str, wanted: str, status: str) -> Answer:
        """Ask in the long form: in the short one a value may hold operators."""
        path = f"/projects/{quote(self._rules.place, safe='')}/issues.json"
        name = f"cf_{field}"
        asked: dict[str, str | list[str]] = {"set_filter": "1", "limit": HITS}
        asked |= {"f[]": ["status_id", name], "op[status_id]": status, "sort": "id"}
        asked |= {f"op[{name}]": "=", f"v[{name}][]": wanted}
        return self._ask("GET", path, params=asked, fine=(422,))

    def _uploaded(self, name: str, data: bytes) -> Answer:
        kind = {"Content-Type": "application/octet-stream"}
        path, named = "/uploads.json", {"filename": name}
        return self._ask(
            "POST", path, params=named, data=data, headers=kind, fine=(422,)
        )

    def _digest(self, attachment: int, name: str, most: int) -> str:
        path = f"/attachments/download/{attachment}/{quote(name, safe='')}"
        return sha256(self._ask("GET", path, fine=(404,), most=most).data).hexdigest()

    def _issue(self, ref: Ref, part: str) -> Any:
        path = f"/issues/{ref.id}.json"
        issue = self._ask("GET", path, params={"include": part}).json()["issue"]
        return issue.get(part, [])

    def _ref(self, number: int) -> Ref:
        address = f"{self._wire.url}/issues/{number}"
        return Ref(id=str(number), number=str(number), url=address)


def _holds(issue: Any, field: str, wanted: str) -> bool:
    mine = [o for o in issue.get("custom_fields", ()) if str(o["id"]) == field]
    values = [one.get("value") for one in mine]
    return any(wanted in (one if isinstance(one, list) else [one]) for one in values)


def _errors(said: Answer) -> str:
    """Return what it says is wrong, in the language of the account."""
    return "; ".join(said.json()["errors"])[:TOLD]
