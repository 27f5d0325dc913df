"""A fake Freshservice, made from its published API (api.freshservice.com, version 2).

How far its index is behind is not published for Freshservice; minutes are for its
sister. Here a ticket can be searched after ``settle()``, and listed at once.
"""

import re
from base64 import b64decode

from tests.agent.desk.fakes.server import Desk, Said

TICKET = {"subject", "description", "email", "status", "priority", "custom_fields"}
TICKET |= {"group_id", "workspace_id"}
FIRST = 2
LIST = {"per_page", "page", "order_by", "order_type", "workspace_id"}
QUERY = re.compile(r'"(?:workspace_id:(\d+) AND )?(\w+):(\d+)"')


def invalid(field):
    errors = [{"field": field, "message": "Unexpected", "code": "invalid_field"}]
    return Said(400, {"description": "Validation failed", "errors": errors})


class Freshservice(Desk):
    """One agent with a key; ``fields`` are custom ones and their types."""

    def __init__(self):
        super().__init__()
        self.fields = {"blusser_key": "number", "blusser_outage": "number"}
        self.fields |= {"pc": "text"}
        self.groups, self.spaces = {11}, {FIRST, 5}
        self.tickets, self.notes, self.files, self.indexed = {}, [], {}, set()
        self.left, self.ignores_query, self.rounds = 10_000, False, False
        self.elsewhere, self.spoils, self.sees_groups = "", False, True

    def settle(self):
        """Let the index have everything."""
        self.indexed = set(self.tickets)

    def ask(self, asked):
        self.left -= 1
        if self.left < 0:
            told = {"X_RateLimit_Remaining": 0, "Retry_After": 42}
            return Said(429, {"message": "You have exceeded the limit"}, **told)
        given = asked.headers.get("authorization", "").removeprefix("Basic ")
        if b64decode(given) != b"good-key:X":
            return Said(401, {"code": "invalid_credentials"})
        for (method, pattern), act in ROUTES.items():
            found = re.fullmatch(f"/api/v2/{pattern}", asked.path)
            if found and method == asked.method:
                return act(self, asked, *map(int, found.groups()))
        return Said(404)

    def paged(self, asked, rows, most):
        each = int(asked.query.get("per_page", 30))
        if each > most:
            raise invalid("per_page")
        start = (int(asked.query.get("page", 1)) - 1) * each
        return rows[start : start + each]

    def short(self, ticket):
        return {k: v for k, v in ticket.items() if k != "description"}

    def filter(self, asked):
        found = QUERY.fullmatch(asked.query.get("query", ""))
        if not found or set(asked.query) - {"query", "page"}:
            return invalid("query")
        space, field, number = found.groups()
        if self.fields.get(field) != "number":
            return invalid(field)
        rows = [t for n, t in self.tickets.items() if n in self.indexed]
        rows = [t for t in rows if t["workspace_id"] == int(space or FIRST)]
        if not self.ignores_query:
            rows = [t for t in rows if t["custom_fields"].get(field) == int(number)]
        shown = [self.short(t) for t in self.paged(asked, rows[::-1], 30)]
        return Said(200, {"tickets": shown, "total": len(rows)})

    def list(self, asked):
        if set(asked.query) - LIST:
            return invalid("query")
        space = int(asked.query.get("workspace_id", FIRST))
        rows = [t for t in self.tickets.values() if t["workspace_id"] == space]
        rows = [self.short(t) for t in rows[::-1] if not t["deleted"]]
        return Said(200, {"tickets": self.paged(asked, rows, 100)})

    def create(self, asked):
        told = asked.json()
        for name in set(told) - TICKET:
            return invalid(name)
        for name in {"subject", "description", "email", "status", "priority"}:
            if not told.get(name):
                return invalid(name)
        for name, value in told["custom_fields"].items():
            whole = self.fields.get(name) == "number" and isinstance(value, int)
            if not whole or value >= 2**63:
                return invalid(name)
        if len(told["subject"]) > 255 or told["group_id"] not in self.groups:
            return invalid("group_id")
        space = told.get("workspace_id", FIRST)
        if space not in self.spaces or not re.fullmatch(r"\S+@\S+", told["email"]):
            return invalid("email")
        number = len(self.tickets) + 101
        made = told | {"id": number, "workspace_id": space, "deleted": False}
        made["description"] = f"<div>{told['description']}</div>"
        if self.rounds:
            own = {k: int(float(v)) for k, v in told["custom_fields"].items()}
            made["custom_fields"] = own
        self.tickets[number] = made | {"spam": False}
        return Said(201, {"ticket": made})

    def view(self, asked, number):
        if number not in self.tickets:
            return Said(404)
        return Said(200, {"ticket": self.tickets[number]})

    def group(self, asked, number):
        if not self.sees_groups:
            return Said(403, {"code": "access_denied"})
        return Said(200 if number in self.groups else 404, {"group": {"id": number}})

    def conversations(self, asked, number):
        rows = [n for n in self.notes if n["ticket_id"] == number]
        return Said(200, {"conversations": self.paged(asked, rows, 100)})

    def note(self, asked, number):
        self.view(asked, number)
        held = []
        if asked.kind == "application/json":
            told = asked.json()
        else:
            told = {}
            for name, file, kind, data in asked.parts():
                if name == "attachments[]":
                    held.append((file, kind, data))
                else:
                    told[name] = data.decode()
            told["private"] = told.get("private") == "true"
        for name in set(told) - {"body", "private"}:
            return invalid(name)
        note = {"id": len(self.notes) + 1, "ticket_id": number}
        note |= {"private": told["private"], "attachments": []}
        note |= {"body": f"<div>{told['body']}</div>", "body_text": told["body"]}
        for file, kind, data in held:
            place = len(self.files) + 1
            self.files[place] = data
            shown = {"id": place, "name": file, "content_type": kind}
            note["attachments"].append(shown | {"size": len(data)})
        self.notes.append(note)
        return Said(201, {"conversation": note})

    def download(self, asked, number):
        if self.elsewhere:
            return Said(302, None, Location=f"{self.elsewhere}/stored/{number}")
        data = self.files[number]
        data = data[:-1] if self.spoils else data
        return Said(200, data, Content_Type="application/octet-stream")


class Store(Desk):
    """Where attachments really are; it must see nobody's key."""

    def __init__(self, desk):
        super().__init__()
        self.desk = desk

    def ask(self, asked):
        assert "authorization" not in asked.headers
        return Said(200, self.desk.files[int(asked.path.rsplit("/")[-1])])


ROUTES = {
    ("GET", "tickets/filter"): Freshservice.filter,
    ("GET", "tickets"): Freshservice.list,
    ("POST", "tickets"): Freshservice.create,
    ("GET", r"tickets/(\d+)"): Freshservice.view,
    ("GET", r"groups/(\d+)"): Freshservice.group,
    ("GET", r"tickets/(\d+)/conversations"): Freshservice.conversations,
    ("POST", r"tickets/(\d+)/notes"): Freshservice.note,
    ("GET", r"attachments/(\d+)"): Freshservice.download,
}
