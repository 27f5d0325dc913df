"""A Jira Service Management by developer.atlassian.com, cloud and Data Center.

It does what the pages say; it was never compared with the product.
"""

import re
from uuid import uuid4

from tests.agent.desk.fakes.server import Desk, Said

STRING = r'"((?:[^"\\]|\\.)*)"'
JQL = re.compile(
    rf"project = {STRING} AND cf\[(\d+)\] ~ {STRING}"
    r"( AND statusCategory != Done)?( ORDER BY created ASC)?"
)
FAILED = {"X-Seraph-LoginReason": "AUTHENTICATED_FAILED"}


class Jira(Desk):
    """``cloud``: else a server. ``lenient``: with a token that expired, some questions
    are answered as to nobody: 200 and nothing. ``fuzzy``: its search returns everything
    in the project. ``lag``: how many of the newest issues the index does not know yet.
    ``customer_only``: may not raise requests on behalf of others.
    """

    def __init__(self, *, cloud):
        super().__init__()
        self.cloud, self.lenient, self.fuzzy, self.lag = cloud, False, False, 0
        self.logins = {("bot@corp.example", "api-token")} if cloud else {("", "pat")}
        self.customer_only, self.limit, self.enabled = False, 10_485_760, True
        self.links, self.held, self.data, self.issues = [], {}, {}, {}
        self.kinds = ["Blocks", "Relates"]
        self.desks = [
            {"id": str(n), "projectKey": f"P{n}", "projectName": "x"} for n in range(60)
        ]
        self.desks.append({"id": "71", "projectKey": "IT", "projectName": "Help"})
        self.types = [{"id": "305", "name": "PC report"}, {"id": "9", "name": "x"}]
        self.fields = {"summary": True, "description": False}
        self.fields |= {"customfield_10050": False, "customfield_10051": False}
        self.customers = []

    def customer(self, mail, name):
        ident = {"accountId": f"5b:{name}"} if self.cloud else {"name": name}
        self.customers.append(ident | {"emailAddress": mail, "active": True})

    def ask(self, request):
        known = request.login() in self.logins
        path = request.path
        if path == "/rest/api/2/serverInfo":
            kind = "Cloud" if self.cloud else "Server"
            return Said(200, {"deploymentType": kind}, **({} if known else FAILED))
        if not known:
            return self.stranger(path)
        for way, do in self.ways().items():
            if found := re.fullmatch(way, f"{request.method} {path}"):
                return do(request, *found.groups())
        return Said(404, {"errorMessages": ["dead link"]})

    def stranger(self, path):
        if not self.lenient or path.endswith("/myself"):
            return Said(401, b"Client must be authenticated", **FAILED)
        empty = {"issues": [], "values": [], "isLastPage": True}
        return Said(200, empty, **FAILED)

    def ways(self):
        service = "/rest/servicedeskapi"
        return {
            r"GET /rest/api/2/myself": lambda _: Said(200, {"active": True}),
            r"GET /rest/api/2/attachment/meta": self.meta,
            r"GET /rest/api/2/issueLinkType": self.link_types,
            r"POST /rest/api/2/issueLink": self.link,
            r"GET /rest/api/2/issue/(\d+)": self.issue,
            r"POST /rest/api/([23])/search(/jql)?": self.search,
            r"GET /rest/api/3/attachment/content/(\d+)": self.content,
            r"GET /secure/attachment/(\d+)/([^/]+)": self.download,
            rf"GET {service}/servicedesk": lambda r: page(r, self.desks),
            rf"GET {service}/servicedesk/71/requesttype": lambda r: page(r, self.types),
            rf"GET {service}/servicedesk/71/requesttype/305/field": self.list_fields,
            rf"GET {service}/servicedesk/71/customer": self.list_customers,
            rf"POST {service}/servicedesk/71/attachTemporaryFile": self.hold,
            rf"POST {service}/request": self.create,
            rf"POST {service}/request/([A-Z]+-\d+)/attachment": self.attach,
        }

    def meta(self, _):
        return Said(200, {"enabled": self.enabled, "uploadLimit": self.limit})

    def link_types(self, _):
        return Said(200, {"issueLinkTypes": [{"name": one} for one in self.kinds]})

    def list_fields(self, _):
        shown = [{"fieldId": k, "required": v} for k, v in self.fields.items()]
        return Said(200, {"requestTypeFields": shown, "canRaiseOnBehalfOf": True})

    def list_customers(self, request):
        if request.headers.get("X-ExperimentalApi") != "opt-in":
            return Said(412, {"errorMessage": "experimental"})
        if self.customer_only:
            return Said(403, {"errorMessage": "no permission"})
        asked = request.query["query"].lower()
        found = [one for one in self.customers if asked in str(one).lower()]
        return page(request, found)

    def create(self, request):
        body = request.json()
        keys = {"serviceDeskId", "requestTypeId", "requestFieldValues"}
        if not keys <= body.keys() <= keys | {"raiseOnBehalfOf", "requestParticipants"}:
            return Said(400, {"errorMessage": "Unrecognized field"})
        if (body["serviceDeskId"], body["requestTypeId"]) != ("71", "305"):
            return Said(404, {"errorMessage": "no such request type"})
        values = body["requestFieldValues"]
        summary = values.get("summary", "")
        if set(values) - set(self.fields) or not summary or "\n" in summary:
            return Said(400, {"errorMessage": "fields are not valid"})
        if len(summary) > 255 or not all(isinstance(v, str) for v in values.values()):
            return Said(400, {"errorMessage": "fields are not valid"})
        behalf = body.get("raiseOnBehalfOf")
        if behalf and self.customer_only:
            return Said(403, {"errorMessage": "may not raise on behalf"})
        known = [one.get("accountId", one.get("name")) for one in self.customers]
        if behalf and behalf not in known:
            return Said(400, {"errorMessage": "no such customer"})
        ident = str(10_000 + len(self.issues))
        status = {"statusCategory": {"key": "new"}}
        made = {"id": ident, "key": f"IT-{len(self.issues) + 1}"}
        made["fields"] = {"status": status, "attachment": [], "reporter": behalf}
        made["fields"] |= dict.fromkeys(self.fields) | values
        self.issues[ident] = made
        return Said(201, {"issueId": ident, "issueKey": made["key"]})

    def search(self, request, version, jql):
        if self.cloud is not bool(jql) or (not self.cloud and version == "3"):
            return Said(410 if self.cloud else 404, {"errorMessages": ["removed"]})
        body = request.json()
        found = JQL.fullmatch(body["jql"])
        if not found or f"customfield_{found[2]}" not in self.fields:
            return Said(400, {"errorMessages": ["the JQL is not valid"]})
        if bare(found[1]) != "IT":
            return Said(400, {"errorMessages": ["no such project"]})
        words = bare(found[3])
        if not re.fullmatch(STRING, words):
            return Said(400, {"errorMessages": ["this fake knows whole phrases only"]})
        known = list(self.issues.values())[: len(self.issues) - self.lag]
        hits = [
            one
            for one in known
            if self.fuzzy or self.holds(one, found[2], bare(words[1:-1]), found[4])
        ]
        hits = (hits if found[5] else hits[::-1])[: body.get("maxResults", 50)]
        wanted = body.get("fields", [] if self.cloud else list(self.fields))
        shown = [
            one | {"fields": {k: one["fields"].get(k) for k in wanted}} for one in hits
        ]
        return Said(200, {"issues": shown})

    def holds(self, issue, number, words, still):
        value = issue["fields"].get(f"customfield_{number}") or ""
        done = issue["fields"]["status"]["statusCategory"]["key"] == "done"
        return words.lower() in value.lower() and not (still and done)

    def issue(self, request, ident):
        if ident not in self.issues:
            return Said(404, {"errorMessages": ["Issue Does Not Exist"]})
        one = self.issues[ident]
        links = [
            {"id": str(n), "type": {"name": kind}, "outwardIssue": {"key": outward}}
            for n, (kind, inward, outward) in enumerate(self.links)
            if inward == one["key"]
        ]
        whole = one["fields"] | {"issuelinks": links}
        names = request.query["fields"].split(",")
        return Said(200, one | {"fields": {k: whole[k] for k in names}})

    def hold(self, request):
        if request.headers.get("X-Atlassian-Token") != "no-check":
            return Said(403, b"XSRF check failed")
        if request.headers.get("X-ExperimentalApi") != "opt-in":
            return Said(412, {"errorMessage": "experimental"})
        name, _, data = request.form()["file"]
        if len(data) > self.limit:
            return Said(404, {"errorMessage": "exceeds its maximum permitted size"})
        held, session = f"temp{len(self.held)}", uuid4().hex
        self.held[held] = (session, name, data)
        made = [{"temporaryAttachmentId": held, "fileName": name}]
        cookie = {"Set-Cookie": f"JSESSIONID={session}; Path=/"}
        return Said(201, {"temporaryAttachments": made}, **cookie)

    def attach(self, request, key):
        body = request.json()
        if not {"temporaryAttachmentIds", "public"} <= body.keys():
            return Said(400, {"errorMessage": "not valid"})
        issue = next(one for one in self.issues.values() if one["key"] == key)
        for held in body["temporaryAttachmentIds"]:
            session, name, data = self.held.pop(held, ("", "", b""))
            if f"JSESSIONID={session}" not in request.headers.get("Cookie", "-"):
                return Said(400, {"errorMessage": "the temporary file is not known"})
            ident = str(500 + len(self.data))
            self.data[ident] = data
            about = {"id": ident, "filename": name, "size": len(data)}
            about |= {"content": "http://elsewhere.invalid/x", "public": body["public"]}
            issue["fields"]["attachment"].append(about)
        return Said(201, {"comment": {"public": body["public"]}})

    def content(self, request, ident):
        if not self.cloud:
            return Said(404)
        if request.query.get("redirect") != "false":
            return Said(303, b"", Location="http://elsewhere.invalid/media")
        return Said(200, self.data[ident])

    def download(self, _, ident, name):
        return Said(404) if self.cloud or not name else Said(200, self.data[ident])

    def link(self, request):
        body = request.json()
        kind = body["type"]["name"]
        if kind not in self.kinds:
            return Said(404, {"errorMessages": ["no such type of link"]})
        made = (kind, body["inwardIssue"]["key"], body["outwardIssue"]["key"])
        self.links.append(made)
        return Said(201)


def page(request, rows):
    """Answer with the rows of a page, at most as many as are asked for."""
    first, most = int(request.query["start"]), int(request.query["limit"])
    some = rows[first : first + most]
    last = first + most >= len(rows)
    return Said(200, {"values": some, "isLastPage": last, "size": len(some)})


def bare(quoted):
    """Return what an escaped string of JQL says."""
    return re.sub(r"\\(.)", r"\1", quoted)
