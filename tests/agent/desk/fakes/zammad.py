"""A fake Zammad, made from its published API (zammad-documentation ca3d14b).

Not in the documentation but in the program, and so here: unknown attributes of a new
ticket are dropped, an unknown column in a condition is an error of the database, the
index of words is behind the database.
"""

import re
from base64 import b64decode

from tests.agent.desk.fakes.server import Desk, Said

STATES = {1: "new", 2: "open", 3: "pending reminder", 4: "closed", 5: "merged"}
ARTICLE = {"subject", "body", "content_type", "type", "internal", "attachments"}
TICKET = {"title", "group", "customer", "customer_id", "article"}
LINK = {
    *("link_type", "link_object_target", "link_object_target_value"),
    *("link_object_source", "link_object_source_number"),
}


class Zammad(Desk):
    """One agent with a token, in groups with rights; ``attributes`` are custom ones."""

    token = "good-token"

    def __init__(self):
        super().__init__()
        self.groups = {"Service Desk": ["full"], "Sales": ["full"]}
        self.granted = {"Service Desk": ["read", "create", "change"]}
        self.attributes = {"blusser_key", "blusser_outage"}
        self.users = {"jane@example.com": 7}
        self.tickets, self.articles, self.links, self.files = {}, [], [], {}
        self.ignores_conditions = self.spoils = False

    def ask(self, asked):
        if asked.headers.get("authorization") != f"Token token={self.token}":
            return Said(401, {"error": "Invalid token!"})
        for (method, pattern), act in ROUTES.items():
            found = re.fullmatch(f"/api/v1/{pattern}", asked.path)
            if found and method == asked.method:
                return act(self, asked, *map(int, found.groups()))
        return Said(404, {"error": "No route matches"})

    def may(self, group, right):
        granted = self.granted.get(group, [])
        if right not in granted and "full" not in granted:
            raise Said(403, {"error": "Not authorized"})

    def one(self, number):
        if number not in self.tickets:
            raise Said(404, {"error": "No such object"})
        self.may(self.tickets[number]["group"], "read")
        return self.tickets[number]

    def me(self, asked):
        told = {"id": 3, "login": "blusser", "group_ids": {}}
        return Said(200, told | {"groups": self.granted})

    def list(self, asked):
        shown = [t for t in self.tickets.values() if t["group"] in self.granted]
        return Said(200, shown[: int(asked.query.get("per_page", 100))])

    def states(self, asked):
        return Said(200, [{"id": n, "state_type": s} for n, s in STATES.items()])

    def create(self, asked):
        told = asked.json()
        if told.get("group") not in self.groups:
            raise Said(422, {"error": "No lookup value found for 'group'"})
        if len(told["title"]) > 250:
            raise Said(422, {"error": "Title too long"})
        customer = self.customer(told)
        self.may(told["group"], "create")
        number = len(self.tickets) + 1
        made = {"id": number, "number": f"2{number:04}", "title": told["title"]}
        made |= {"group": told["group"], "state_id": 1, "customer_id": customer}
        made |= {name: told.get(name) for name in self.attributes}
        self.tickets[number] = made
        self.article(number, told["article"])
        return Said(201, made)

    def customer(self, told):
        if "customer" in told:
            if told["customer"] not in self.users:
                raise Said(422, {"error": "No lookup value found for 'customer'"})
            return self.users[told["customer"]]
        found = told.get("customer_id")
        if isinstance(found, str) and found.startswith("guess:"):
            if not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", found[6:]):
                raise Said(422, {"error": f"Invalid email '{found[6:]}' of customer"})
            return self.users.setdefault(found[6:], len(self.users) + 7)
        if found is None:
            raise Said(422, {"error": "Missing required value for field 'customer_id'"})
        return found

    def article(self, number, told):
        if unknown := set(told) - ARTICLE - {"ticket_id"}:
            raise Said(400, {"error": f"unknown {unknown}"})
        made = {key: value for key, value in told.items() if key != "attachments"}
        made |= {"id": len(self.articles) + 1, "ticket_id": number, "attachments": []}
        for one in told.get("attachments", []):
            if set(one) != {"filename", "data", "mime-type"}:
                raise Said(422, {"error": "Attachment needs name, data and type"})
            place = len(self.files) + 1
            data = b64decode(one["data"], validate=True)
            self.files[place] = data[:-1] if self.spoils else data
            size = str(len(data))
            held = {"id": place, "filename": one["filename"], "size": size}
            made["attachments"].append(held)
        self.articles.append(made)
        return made

    def write(self, asked):
        told = asked.json()
        self.may(self.one(told["ticket_id"])["group"], "change")
        return Said(201, self.article(told["ticket_id"], told))

    def read(self, asked, number):
        self.one(number)
        return Said(200, [a for a in self.articles if a["ticket_id"] == number])

    def download(self, asked, number, article, place):
        self.one(number)
        held = [a for a in self.articles if a["id"] == article]
        if not held or place not in [f["id"] for f in held[0]["attachments"]]:
            raise Said(403, {"error": "The file does not belong to the article."})
        return Said(200, self.files[place], Content_Type="application/octet-stream")

    def search(self, asked):
        told = asked.json()
        if set(told) - {"condition", "query"} or asked.query.get("expand") != "true":
            raise Said(400, {"error": "this fake knows the condition search only"})
        found = list(self.tickets.values())
        for name, how in told["condition"].items():
            if how.keys() != {"operator", "value"} or how["operator"] != "is":
                raise Said(422, {"error": "invalid condition"})
            column = name.removeprefix("ticket.")
            if self.ignores_conditions:
                continue
            if column not in self.attributes | {"state_id"}:
                raise Said(500, {"error": f"column tickets.{column} does not exist"})
            values = how["value"] if isinstance(how["value"], list) else [how["value"]]
            found = [t for t in found if str(t[column]) in values]
        found = [t for t in found if t["group"] in self.granted]
        return Said(200, sorted(found, key=lambda t: t["id"])[:50])

    def linked(self, asked):
        number, turned = asked.query["link_object_value"], []
        for child, parent in self.links:
            if number in {str(child), str(parent)}:
                other = parent if number == str(child) else child
                kind = "parent" if other == parent else "child"
                turned.append({"link_type": kind, "link_object_value": other})
        return Said(200, {"links": turned, "assets": {}})

    def add_link(self, asked):
        told = asked.json()
        if set(told) != LINK or told["link_type"] not in {"normal", "parent", "child"}:
            raise Said(422, {"error": "invalid link"})
        numbers = {t["number"]: t["id"] for t in self.tickets.values()}
        source = numbers.get(told["link_object_source_number"])
        target = self.one(told["link_object_target_value"])["id"]
        if source is None or (source, target) in self.links:
            raise Said(422, {"error": "no such ticket, or linked already"})
        assert told["link_type"] == "child"
        self.links.append((source, target))
        return Said(201, {"id": len(self.links)})


ROUTES = {
    ("GET", "users/me"): Zammad.me,
    ("GET", "tickets"): Zammad.list,
    ("POST", "tickets"): Zammad.create,
    ("GET", "ticket_states"): Zammad.states,
    ("POST", "tickets/search"): Zammad.search,
    ("POST", "ticket_articles"): Zammad.write,
    ("GET", r"ticket_articles/by_ticket/(\d+)"): Zammad.read,
    ("GET", r"ticket_attachment/(\d+)/(\d+)/(\d+)"): Zammad.download,
    ("GET", "links"): Zammad.linked,
    ("POST", "links/add"): Zammad.add_link,
}
