"""A TOPdesk by its incident API 4.2.6 and supporting-files API 2.7.11.

It refuses what they say is refused; it was never compared with the product.
"""

import re
from uuid import UUID, uuid4

from tests.agent.desk.fakes.fiql import Malformed, matching
from tests.agent.desk.fakes.server import Desk, Said

TEXTS = {f"text{n}" for n in range(1, 6)} | {f"memo{n}" for n in range(1, 6)}
OPTIONAL = TEXTS | {
    f"{kind}{n}" for kind in ("boolean", "number", "date") for n in range(1, 6)
}
LONGEST = {"briefDescription": 80, "externalNumber": 60}
CREATE = {
    *"caller callerLookup status briefDescription request action entryType".split(),
    *"actionInvisibleForCaller callType category subcategory externalNumber".split(),
    *"object location branch mainIncident impact urgency priority duration".split(),
    *"targetDate sla onHold operator operatorGroup supplier processingStatus".split(),
    *"responded responseDate completed completedDate closed closedDate".split(),
    *"closureCode costs feedbackRating feedbackMessage majorCall".split(),
    *"majorCallObject publishToSsd optionalFields1 optionalFields2".split(),
    "externalLink",
}
CALLER = {"branch": 0, "dynamicName": 109, "phoneNumber": 25, "mobileNumber": 25}
CALLER |= {"email": 100, "department": 0, "location": 0, "budgetHolder": 0}
SOUGHT = {"id", "number", "externalNumber", "closed", "completed", "majorCall"}
SOUGHT |= {f"optionalFields{tab}.text{n}" for tab in (1, 2) for n in range(1, 6)}
PERSON = {"id", "email", "networkLoginName", "tasLoginName", "archived", "isCaller"}
V2 = "application/x.topdesk-collection-person-v2+json"


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status, why):
        self.status, self.why = status, why


class TopDesk(Desk):
    """``logins`` are application passwords that have not expired.

    ``persons_only``: accounts of the self-service portal. ``barred``: fields that this
    operator may not set, or ``"search"``, ``"persons"``, ``"attach"``. ``most``: bytes
    of a file. ``deaf``: its search ignores what is asked for, as other desks do.
    """

    def __init__(self):
        super().__init__()
        self.logins = {"pc-agent": "app-password"}
        self.persons_only, self.barred = set(), set()
        self.incidents, self.files, self.hits, self.actions = {}, {}, [], {}
        self.most, self.deaf = 10_000_000, False
        self.types = ["Incident", "Request"]
        self.groups = [self.card(groupName="Service desk", archived=False)]
        self.persons = []

    def card(self, **fields):
        return {"id": str(uuid4())} | fields

    def ask(self, request):
        who = request.login()
        if who is None or self.logins.get(who[0]) != who[1]:
            return Said(401, [{"message": "No authentication token provided"}])
        try:
            return self.route(request, who[0])
        except Refused as no:
            return Said(no.status, {"errors": [{"errorMessage": no.why}]})

    def route(self, request, who):
        path = request.path.removeprefix("/tas/api")
        if path == request.path:
            return Said(302, b"", Location="/tas/public/login")
        ways = {
            r"GET /operators/current": self.operator,
            r"GET /operatorgroups": self.list_groups,
            r"GET /persons": self.list_persons,
            r"GET /incidents/call_types": self.list_types,
            r"GET /incidents": self.search,
            r"POST /incidents": self.create,
            r"GET /incidents/id/([^/]+)": self.show,
            r"PATCH /incidents/id/([^/]+)": self.change,
            r"GET /incidents/id/([^/]+)/actions": self.list_actions,
            r"GET /incidents/id/([^/]+)/attachments": self.list_files,
            r"POST /incidents/id/([^/]+)/attachments": self.attach,
            r"GET /incidents/id/([^/]+)/attachments/([^/]+)/download": self.download,
        }
        for way, do in ways.items():
            if found := re.fullmatch(way, f"{request.method} {path}"):
                request.who = who
                return do(request, *found.groups())
        return Said(404)

    def operators_only(self, request):
        if request.who in self.persons_only:
            raise Refused(403, "Operation not allowed for this log in")

    def operator(self, request):
        self.operators_only(request)
        return Said(200, {"id": str(uuid4()), "loginName": request.who})

    def page(self, request, rows, size, most, start="start", width="page_size"):
        """Answer with some of the rows: 200, 204 for none, 206 where more follow."""
        count = int(request.query.get(width, size))
        if not 1 <= count <= most:
            raise Refused(400, "Input parameters malformed")
        first = int(request.query.get(start, 0))
        some = rows[first : first + count]
        if not some:
            return Said(204)
        return Said(206 if first + count < len(rows) else 200, some)

    def matching(self, request, rows, fields):
        query = request.query.get("query")
        if query is None or self.deaf:
            return rows
        try:
            return matching(query, rows, fields)
        except Malformed as bad:
            raise Refused(400, f"Input parameters malformed: {bad}") from bad

    def list_groups(self, request):
        self.operators_only(request)
        found = self.matching(request, self.groups, {"groupName", "archived", "id"})
        return self.page(request, found, 10, 100)

    def list_persons(self, request):
        self.operators_only(request)
        if "persons" in self.barred:
            raise Refused(403, "No permission to access the data")
        if request.headers.get("Accept") != V2:
            return Said(200, [])
        found = self.matching(request, self.persons, PERSON)
        count = int(request.query.get("pageSize", 50))
        some, more = found[:count], len(found) > count
        return Said(206 if more else 200, {"item": some, "size": len(some)})

    def list_types(self, _):
        return Said(200, [self.card(name=one) for one in self.types])

    def search(self, request):
        if "search" in self.barred:
            raise Refused(403, "No permission to access the data")
        whole = request.query.get("all", "false") in {"", "true"}
        lines = ("firstLine", "secondLine")
        seen = [
            one for one in self.incidents.values() if whole or one["status"] in lines
        ]
        found = self.matching(request, seen, SOUGHT)
        if request.query.get("sort") == "creationDate:asc":
            found = sorted(found, key=lambda one: one["creationDate"])
        else:
            found = sorted(found, key=lambda one: one["id"])
        fields = request.query.get("fields")
        if fields:
            found = [{f: one.get(f) for f in fields.split(",")} for one in found]
        return self.page(request, found, 10, 10_000, "pageStart", "pageSize")

    def create(self, request):
        body = request.json()
        self.check(body, request)
        caller = self.caller(body)
        count = len(self.incidents)
        number = f"I 2611 {count + 1:04}"
        made = {
            "id": str(uuid4()),
            "number": number,
            "status": "firstLine",
            "creationDate": f"2026-11-27T{count // 60:02}:{count % 60:02}:00.000+0000",
            "closed": False,
            "completed": False,
            "majorCall": False,
            "externalNumber": "",
        }
        made |= body | {"caller": caller}
        self.incidents[made["id"]] = made
        self.files[made["id"]] = []
        return Said(201, made)

    def check(self, body, request):
        self.operators_only(request)
        for name, value in body.items():
            if name not in CREATE:
                raise Refused(400, f"Unknown field {name}")
            if name in self.barred:
                raise Refused(403, f"Field {name} is not allowed")
            if name in LONGEST and len(value) > LONGEST[name]:
                raise Refused(400, f"{name} is too long")
            if name in {"majorCall", "closed", "completed"} and type(value) is not bool:
                raise Refused(400, f"{name} is no boolean")
            if name.startswith("optionalFields") and set(value) - OPTIONAL:
                raise Refused(400, f"Unknown field in {name}")
        if body.get("status", "firstLine") not in {"firstLine", "secondLine"}:
            raise Refused(400, "This fake makes no partials")
        self.check_lists(body)

    def check_lists(self, body):
        kind = body.get("callType")
        if kind is not None:
            if len(kind) != 1:
                raise Refused(400, "callType by id or by name")
            if kind.get("name") not in self.types:
                raise Refused(404, "callType does not exist")
        for name in ("operatorGroup", "majorCallObject"):
            if name in body:
                self.known(name, body[name])

    def known(self, name, told_id):
        try:
            ident = str(UUID(told_id["id"]))
        except (KeyError, ValueError) as bad:
            raise Refused(400, f"{name} by id") from bad
        if name == "majorCallObject":
            above = self.incidents.get(ident)
            if not above or not above["majorCall"] or above["closed"]:
                raise Refused(400, "The request contains an invalid major call")
        elif ident not in {one["id"] for one in self.groups}:
            raise Refused(404, f"{name} does not exist")

    def caller(self, body):
        known, free = body.pop("callerLookup", None), body.pop("caller", {})
        for name, value in free.items():
            if name not in CALLER or (CALLER[name] and len(value) > CALLER[name]):
                raise Refused(400, f"caller.{name}")
        if known is None:
            return free
        if len(known) != 1 or not set(known) <= {"id", "email"}:
            raise Refused(400, "exactly one lookup value")
        cards = [one for one in self.persons if known.items() <= one.items()]
        if len(cards) != 1:
            raise Refused(404 if "id" in known else 400, "no such person")
        if not cards[0]["isCaller"] or cards[0]["archived"]:
            raise Refused(400, "The person does not have the Caller role")
        return cards[0]

    def one(self, ident):
        try:
            UUID(ident)
        except ValueError as bad:
            raise Refused(400, "The incident id is invalid") from bad
        if ident not in self.incidents:
            raise Refused(404, "The entity was not found")
        return self.incidents[ident]

    def show(self, _, ident):
        return Said(200, self.one(ident))

    def change(self, request, ident):
        body, row = request.json(), self.one(ident)
        if row["status"].endswith("Archived"):
            raise Refused(403, "The incident is archived")
        self.check(body, request)
        hidden = body.pop("actionInvisibleForCaller", False)
        if "action" in body:
            memo = {"memoText": body.pop("action"), "invisibleForCaller": hidden}
            self.actions.setdefault(ident, []).insert(0, self.card(**memo))
        row |= body
        return Said(200, row)

    def list_actions(self, request, ident):
        self.one(ident)
        return self.page(request, self.actions.get(ident, []), 10, 100)

    def list_files(self, request, ident):
        self.one(ident)
        shown = [
            {k: v for k, v in one.items() if k != "data"} for one in self.files[ident]
        ]
        return self.page(request, shown, 10, 100)

    def attach(self, request, ident):
        self.one(ident)
        if "attach" in self.barred:
            raise Refused(403, "no permission to upload file")
        form = request.form()
        if set(form) - {"file", "invisibleForCaller", "description"}:
            raise Refused(400, "The parameters of the request were malformed")
        hidden = form.get("invisibleForCaller", (None, None, b"false"))[2]
        name, _, data = form["file"]
        if hidden not in {b"true", b"false"} or not name or len(data) > self.most:
            raise Refused(400, "The parameters of the request were malformed")
        made = {
            "id": str(uuid4()),
            "fileName": name,
            "size": len(data),
            "invisibleForCaller": hidden == b"true",
        }
        self.files[ident].append(made | {"data": data})
        return Said(200, made)

    def download(self, _, ident, file):
        self.one(ident)
        for one in self.files[ident]:
            if one["id"] == file:
                return Said(200, one["data"])
        raise Refused(404, "attachment does not exist")
