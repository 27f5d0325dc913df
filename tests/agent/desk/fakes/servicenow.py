"""A ServiceNow by its Table API and Attachment API (release Australia).

It does what they say; it was never compared with the product. That a file above the
limit is answered with 413 is a guess: the documents name no status for it.
"""

import re
from uuid import uuid4

from tests.agent.desk.fakes.server import Desk, Said

INCIDENT = {
    *"sys_id number short_description description caller_id category urgency".split(),
    *"impact assignment_group cmdb_ci correlation_id correlation_display".split(),
    *"contact_type active state resolved_at parent_incident problem_id".split(),
    *"sys_created_on sys_created_by opened_by u_outage".split(),
}
COLUMNS = {
    "incident": INCIDENT,
    "sys_user_group": {"sys_id", "name", "active"},
    "sys_user": {"sys_id", "user_name", "email", "active", "name"},
    "sys_attachment": {"sys_id", "table_name", "table_sys_id", "file_name"},
}
HOW = re.compile(
    r"(?P<name>[a-z_]+?)(?P<how>!=|=|LIKE|ISEMPTY|ISNOTEMPTY)(?P<value>.*)"
)


class ServiceNow(Desk):
    """``strict`` is ``glide.invalid_query.returns_no_rows``, which is off by default.

    ``unread``: tables whose rows this account may not read; ``barred``: those it is
    refused. ``unwritten``: fields that it sends in vain. ``scripts``: what it made the
    instance run. ``deaf``: it ignores every condition of a query. ``most``: ``com.glide.attachment.max_size``, in bytes.
    """

    def __init__(self):
        super().__init__()
        self.logins = {("pc.agent", "secret-word"), ("", "oauth-token")}
        self.strict, self.deaf, self.most = False, False, 1 << 30
        self.unread, self.barred, self.unwritten = set(), set(), set()
        self.scripts, self.data = [], {}
        self.tables = {name: [] for name in COLUMNS}
        self.add("incident", number="INC0000001", active="true")
        self.group = self.add("sys_user_group", name="Service Desk", active="true")

    def add(self, table, **fields):
        blank = dict.fromkeys(COLUMNS[table], "")
        at = sum(len(rows) for rows in self.tables.values())
        row = blank | {"sys_id": uuid4().hex} | fields
        if table == "incident":
            row["sys_created_on"] = f"2026-11-27 06:{at // 60:02}:{at % 60:02}"
        self.tables[table].append(row)
        return row

    def ask(self, request):
        if request.login() not in self.logins:
            return failed(401, "User Not Authenticated")
        path = request.path
        if found := re.fullmatch(r"/api/now/table/(\w+)(?:/(\w+))?", path):
            return self.table(request, *found.groups())
        if path == "/api/now/attachment" and request.method == "GET":
            return Said(200, {"result": self.queried("sys_attachment", request)})
        if path == "/api/now/attachment/file" and request.method == "POST":
            return self.attach(request)
        if found := re.fullmatch(r"/api/now/attachment/(\w+)/file", path):
            if found[1] in self.data and request.method == "GET":
                return Said(200, self.data[found[1]])
            return failed(404, "No Record found")
        return failed(400, "Requested URI does not represent any resource")

    def table(self, request, name, ident):
        if name not in COLUMNS:
            return failed(400, f"Invalid table {name}")
        if name in self.barred:
            return failed(403, "Insufficient rights to query records")
        if request.method == "GET" and ident is None:
            return Said(200, {"result": self.queried(name, request)})
        if request.method == "POST" and ident is None:
            row = self.add(name, number=f"INC00100{len(self.tables[name]):02}")
            row |= {"active": "true", "state": "1"} | self.written(request, name)
            return Said(
                201, {"result": row}, Location=f"{request.path}/{row['sys_id']}"
            )
        rows = [one for one in self.tables[name] if one["sys_id"] == ident]
        if not rows:
            return failed(404, "No Record found")
        if request.method == "PATCH":
            rows[0] |= self.written(request, name)
        return Said(200, {"result": rows[0]})

    def written(self, request, name):
        """Return what is kept: fields that do not exist are dropped without a word."""
        assert request.headers["Content-Type"] == "application/json"
        body = request.json()
        return {k: body[k] for k in body if k in COLUMNS[name] - self.unwritten}

    def queried(self, name, request):
        rows = [] if name in self.unread else list(self.tables[name])
        order = None
        for part in filter(None, request.query.get("sysparm_query", "").split("^")):
            if part.startswith("ORDERBY"):
                order = part.removeprefix("ORDERBY")
                continue
            if self.deaf:
                continue
            other = part.startswith("OR")
            found = HOW.fullmatch(part.removeprefix("OR"))
            if not found or found["name"] not in COLUMNS[name]:
                if self.strict:
                    return []
                continue
            judge = self.judge(found)
            if other:
                more = [one for one in self.tables[name] if judge(one)]
                rows += [one for one in more if one not in rows]
            else:
                rows = [one for one in rows if judge(one)]
        if order:
            rows.sort(key=lambda one: one[order])
        else:
            rows.sort(key=lambda one: one["sys_id"])
        rows = rows[: int(request.query.get("sysparm_limit", 10_000))]
        fields = request.query.get("sysparm_fields")
        return [cut(one, fields.split(",")) for one in rows] if fields else rows

    def judge(self, found):
        name, how, value = found["name"], found["how"], found["value"]
        if value.lower().startswith("javascript:"):
            self.scripts.append(value)
        return {
            "=": lambda one: one[name].lower() == value.lower(),
            "!=": lambda one: one[name].lower() != value.lower(),
            "LIKE": lambda one: value.lower() in one[name].lower(),
            "ISEMPTY": lambda one: one[name] == "",
            "ISNOTEMPTY": lambda one: one[name] != "",
        }[how]

    def attach(self, request):
        asked = request.query
        if {"table_name", "table_sys_id", "file_name"} - asked.keys():
            return failed(400, "Mandatory parameters are missing")
        if not request.headers.get("Content-Type"):
            return failed(400, "Content-Type is mandatory")
        rows = self.tables.get(asked["table_name"], [])
        if asked["table_sys_id"] not in [one["sys_id"] for one in rows]:
            return failed(404, "Record doesn't exist or ACL restricts it")
        if "sys_attachment" in self.barred:
            return failed(403, "User doesn't have permission to attach")
        if len(request.data) > self.most:
            return failed(413, "Attachment size exceeds maximum")
        row = self.add("sys_attachment", **asked, size_bytes=str(len(request.data)))
        self.data[row["sys_id"]] = request.data
        return Said(201, {"result": row})


def cut(row, fields):
    """Return the fields that exist; the others are ignored."""
    return {name: row[name] for name in fields if name in row}


def failed(status, message, **headers):
    body = {"error": {"message": message, "detail": ""}, "status": "failure"}
    return Said(status, body, **headers)
