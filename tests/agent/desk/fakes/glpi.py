"""A fake GLPI, made from ``apirest.md`` of glpi-project/glpi.

Not there but in the program, and so here: unknown fields of a new item are dropped,
``equals`` on a field of a plugin compares the row's number as MySQL does, a document
whose file was not taken is made all the same, a link that is there is not added.
"""

import json
import re

from tests.agent.desk.fakes.server import Desk, Said

PLUGIN = "glpi_plugin_fields_ticketblussers"
TICKET = {"name", "content", "type", "entities_id", "itilcategories_id"}
REQUESTER = {"_users_id_requester", "_users_id_requester_notif"}


def error(status, code):
    return Said(status, [code, "Une phrase dans la langue du compte"])


def leading_number(text):
    """Return what MySQL makes of a text that it compares with a number."""
    found = re.match(r"\s*\d+", text)
    return int(found[0]) if found else 0


def matches(pattern, value):
    """Say whether a text is found: ``^`` and ``$`` are anchors, all else is text."""
    value, text = str(value).lower(), pattern.strip("^$").lower()
    at_start, at_end = pattern.startswith("^"), pattern.endswith("$")
    if at_start and at_end:
        return value == text
    if at_start:
        return value.startswith(text)
    return value.endswith(text) if at_end else text in value


class Glpi(Desk):
    """One account with a token; ``rights`` are the kinds it may read and add."""

    def __init__(self):
        super().__init__()
        self.sessions, self.begun, self.app = set(), 0, "app"
        self.rights = {"Ticket", "ITILFollowup", "Document", "Document_Item"}
        self.rights |= {"Ticket_Ticket", "ITILCategory", "User"}
        self.users = {4: ("jane", ["jane@example.com", "j@example.com"])}
        self.columns = {"externalid": (410, "glpi_tickets")}
        self.columns |= {"blusseroutagefield": (76666, PLUGIN)}
        self.items = {kind: {} for kind in self.rights}
        self.items["ITILCategory"] = {9: {"id": 9, "name": "PC"}}
        self.most_kept, self.kinds = 2 * 1024 * 1024, {"zip"}
        self.ignores_criteria = self.spoils = self.drops_plugin = False
        self.old_rights, self.may_purge, self.post_max_size = 403, True, 8 * 1024 * 1024

    def ask(self, asked):
        if asked.method == "GET" and asked.data:
            return error(400, "ERROR")
        if self.app and asked.headers.get("app-token") != self.app:
            kind = "WRONG_APP_TOKEN_PARAMETER"
            if "app-token" not in asked.headers:
                kind = "APP_TOKEN_PARAMETERS_MISSING"
            return error(400, f"ERROR_{kind}")
        where = asked.path.removeprefix("/apirest.php/").split("/")
        if where == ["initSession"]:
            return self.begin(asked)
        token = asked.headers.get("session-token", "")
        if token not in self.sessions:
            kind = "INVALID" if token else "MISSING"
            return error(401, f"ERROR_SESSION_TOKEN_{kind}")
        return self.inside(asked, where, token)

    def begin(self, asked):
        given = asked.headers.get("authorization", "")
        if not given:
            return error(400, "ERROR_LOGIN_PARAMETERS_MISSING")
        if given.startswith("Basic "):
            return error(401, "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED")
        if given != "user_token good":
            return error(401, "ERROR_GLPI_LOGIN_USER_TOKEN")
        self.begun += 1
        self.sessions.add(f"session-{self.begun}")
        return Said(200, {"session_token": f"session-{self.begun}"})

    def inside(self, asked, where, token):
        match where:
            case ["killSession"]:
                self.sessions.remove(token)
                return Said(200)
            case ["getMyEntities"]:
                entities = [{"id": 0, "name": "Root"}, {"id": 3, "name": "Root > IT"}]
                return Said(200, {"myentities": entities})
            case ["getGlpiConfig"]:
                return Said(200, {"cfg_glpi": {"document_max_size": "2"}})
            case ["listSearchOptions", "Ticket"]:
                return Said(200, self.options())
            case ["search", kind]:
                return self.search(asked, self.may(kind))
            case [kind] if asked.method == "POST":
                return self.add(asked, self.may(kind))
            case [kind]:
                return Said(200, self.listed(asked, self.items[self.may(kind)]))
            case [kind, number] if asked.method == "DELETE":
                return self.purge(asked, self.may(kind), int(number))
            case [kind, number]:
                return self.one(asked, self.may(kind), int(number))
            case [kind, number, below]:
                self.one(asked, self.may(kind), int(number))
                under = {"itemtype": kind, "items_id": int(number)}
                rows = self.items[self.may(below)].items()
                rows = {n: r for n, r in rows if r.items() >= under.items()}
                return Said(200, self.listed(asked, rows))
        return error(400, "ERROR_ITEMTYPE_NOT_FOUND_NOR_COMMONDBTM")

    def may(self, kind):
        if kind not in self.items:
            raise error(400, "ERROR_ITEMTYPE_NOT_FOUND_NOR_COMMONDBTM")
        if kind not in self.rights:
            raise error(self.old_rights, "ERROR_RIGHT_MISSING")
        return kind

    def options(self):
        told = {"common": {"name": "Caractéristiques"}}
        core = {"1": "name", "2": "id", "12": "status"}
        for number, field in core.items():
            told[number] = {"table": "glpi_tickets", "field": field}
        told["80"] = {"table": "glpi_entities", "field": "externalid"}
        for field, (number, table) in self.columns.items():
            told[str(number)] = {"table": table, "field": field}
        return told

    def one(self, asked, kind, number):
        if number not in self.items[kind]:
            raise error(404, "ERROR_ITEM_NOT_FOUND")
        row = self.items[kind][number]
        if asked.headers.get("accept") == "application/octet-stream":
            data = row["_data"]
            data = data[:-1] if self.spoils else data
            return Said(200, data, Content_Type="application/octet-stream")
        return Said(200, {k: v for k, v in row.items() if k[0] != "_"})

    def purge(self, asked, kind, number):
        if not self.may_purge:
            return error(400, "ERROR_GLPI_DELETE")
        del self.items[kind][number]
        return Said(200, [{str(number): True, "message": ""}])

    def listed(self, asked, rows):
        found = list(rows.values())
        for name, value in asked.query.items():
            if field := re.fullmatch(r"searchText\[(\w+)\]", name):
                found = [r for r in found if matches(value, r[field[1]])]
        start, end = map(int, asked.query.get("range", "0-49").split("-"))
        return [
            {k: v for k, v in r.items() if k[0] != "_"} for r in found[start : end + 1]
        ]

    def search(self, asked, kind):
        fields = {2: "id", 12: "status"} | {n: f for f, (n, _) in self.columns.items()}
        rows = dict(self.items[kind])
        if kind == "User":
            fields = {1: "name", 2: "id", 5: "mails"}
            rows = {
                n: {"id": n, "name": name, "mails": mails}
                for n, (name, mails) in self.users.items()
            }
        kept = list(rows.values())
        for criterion in self.criteria(asked.query):
            number = int(criterion["field"])
            if number not in fields:
                return error(400, "ERROR")
            kept = [r for r in kept if self.meets(r, fields[number], criterion)]
        shown = [v for k, v in asked.query.items() if k.startswith("forcedisplay[")]
        assert asked.query["sort"] == "2", "the fake sorts by number only"
        data = [{n: r.get(fields[int(n)]) for n in shown} for r in kept]
        told = {"totalcount": len(data), "count": len(data)}
        return Said(200, told | ({"data": data} if data else {}))

    def criteria(self, query):
        found = {}
        for name, value in query.items():
            if part := re.fullmatch(r"criteria\[(\d+)\]\[(\w+)\]", name):
                found.setdefault(part[1], {})[part[2]] = value
        for place, one in sorted(found.items()):
            if not {"field", "searchtype", "value"} <= set(one):
                raise error(400, "ERROR")
            if place != "0" and "link" not in one:
                raise error(400, "ERROR")
        return [] if self.ignores_criteria else [found[n] for n in sorted(found)]

    def meets(self, row, field, criterion):
        held, wanted = row.get(field), criterion["value"]
        if field == "status" and wanted == "notold":
            return held not in (5, 6)
        if criterion["searchtype"] == "contains":
            values = held if isinstance(held, list) else [held or ""]
            return any(matches(wanted, one) for one in values)
        if self.columns.get(field, (0, ""))[1] == PLUGIN:
            return row["id"] == leading_number(wanted)
        return str(held) == wanted

    def add(self, asked, kind):
        told, files = self.input(asked, kind)
        number = max(self.items[kind], default=0) + 1
        known = {k: v for k, v in told.items() if k[0] != "_"}
        if kind == "Ticket":
            assert {k for k in told if k[0] == "_"} <= REQUESTER
            plugin = {f for f, (_, t) in self.columns.items() if t == PLUGIN}
            lost = plugin if self.drops_plugin else set()
            taken = TICKET | set(self.columns) - lost
            known = {k: v for k, v in told.items() if k in taken}
            known |= {"status": 1, "_requester": told.get("_users_id_requester")}
            known |= {"_notif": told.get("_users_id_requester_notif")}
        pair = {"tickets_id_1", "tickets_id_2"}
        if kind == "Ticket_Ticket":
            rows = [{r[name] for name in pair} for r in self.items[kind].values()]
            if {told[name] for name in pair} in rows or told["link"] not in (1, 2, 3):
                return error(400, "ERROR_GLPI_ADD")
        self.items[kind][number] = known | {"id": number}
        answer = {"id": number, "message": "Élément ajouté"}
        if files:
            answer["upload_result"] = self.keep(self.items[kind][number], files)
        return Said(201, answer)

    def input(self, asked, kind):
        if asked.kind != "multipart/form-data":
            told = asked.json()
            if set(told) != {"input"} or not isinstance(told["input"], dict):
                raise error(400, "ERROR_BAD_ARRAY")
            return told["input"], []
        if len(asked.data) > self.post_max_size:
            raise error(400, "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE")
        parts = list(asked.parts())
        manifest = [p for p in parts if p[0] == "uploadManifest"]
        if kind != "Document" or manifest[0][2] != "application/json":
            raise error(400, "ERROR_BAD_ARRAY")
        files = [p for p in parts if p[0] == "filename[0]"]
        told = json.loads(manifest[0][3])["input"]
        assert told["_filename"] == [name for _, name, _, _ in files]
        return told, files

    def keep(self, document, files):
        _, name, _, data = files[0]
        told = {"name": f"6a5b4c.123{name}", "size": len(data)}
        if len(data) > self.most_kept or name.rsplit(".")[-1] not in self.kinds:
            told["error"] = "Type de fichier non autorisé, ou trop gros"
        else:
            document |= {"filename": name, "_data": data}
        return {"filename": [told]}
