"""A receiver as strict as a company's may be: it believes no request unproved."""

import hmac
import json
import time
from base64 import b64encode
from hashlib import sha256

from tests.agent.desk.fakes.server import Desk, Said

TICKET = {"key", "subject", "text", "outage", "caller"}
FILE = {"key", "id", "name", "kind", "size", "sha256"}


def digest(data):
    return f"sha-256=:{b64encode(sha256(data).digest()).decode()}:"


class Receiver(Desk):
    """``shows``: what a GET of a file gives; ``tells``: what follows its POST."""

    secret = b"shared"

    def __init__(self):
        super().__init__()
        self.tickets, self.files, self.links, self.seen = {}, {}, {}, {}
        self.names, self.gets, self.shows, self.tells = True, True, "file", "json"
        self.loses = False

    def ask(self, asked):
        told = dict(
            part.split("=", 1)
            for part in asked.headers.get("blusser-signature", "=").split(",")
        )
        text = asked.data if asked.method == "POST" else asked.search.encode()
        signed = f"{told.get('t')}.".encode() + text
        mine = hmac.new(self.secret, signed, "sha256").hexdigest()
        if mine != told.get("v1") or abs(time.time() - int(told["t"])) > 300:
            return Said(401)
        return self.post(asked) if asked.method == "POST" else self.get(asked)

    def post(self, asked):
        if asked.headers["content-digest"] != digest(asked.data):
            return Said(400)
        once = asked.headers["idempotency-key"]
        assert once[0] == once[-1] == '"'
        before = self.seen.setdefault(once, (asked.headers["content-type"], asked.data))
        if before != (asked.headers["content-type"], asked.data):
            return Said(422)
        parts = list(asked.parts())
        assert [(name, kind) for name, _, kind, _ in parts][0] == (
            "meta",
            "application/json",
        )
        return self.take(json.loads(parts[0][3]), parts[1:])

    def take(self, meta, held):
        if "parent" in meta:
            assert set(meta) == {"key", "id", "parent"}
            self.links[meta["key"]] = meta["parent"]
            return Said(204)
        if not held:
            assert set(meta) == TICKET
            own = {"id": 70 + len(self.tickets), "number": "T-1", "url": "https://d/1"}
            self.tickets.setdefault(meta["key"], meta | (own if self.names else {}))
            told = self.tickets[meta["key"]]
            return (
                Said(201, {"id": told["id"], "number": "T-1", "url": told["url"]})
                if (self.names)
                else Said(202, b"thank you", Content_Type="text/plain")
            )
        (name, file, kind, data) = held[0]
        assert set(meta) == FILE
        assert (name, file, kind) == ("file", meta["name"], meta["kind"])
        assert meta["size"] == len(data)
        assert meta["sha256"] == sha256(data).hexdigest()
        assert meta["key"] in self.tickets
        assert meta["id"] == str(self.tickets[meta["key"]].get("id", ""))
        if not self.loses:
            self.files[meta["key"], meta["name"]] = data
        return self.tell(data)

    def tell(self, data):
        wrong = b"something else"
        return {
            "json": Said(200, {"sha256": sha256(data).hexdigest()}),
            "wrong": Said(200, {"sha256": sha256(wrong).hexdigest()}),
            "repr": Said(200, None, Repr_Digest=digest(data)),
            "content": Said(200, None, Content_Digest=digest(data)),
            "own": Said(
                200, b"ok", Content_Type="text/plain", Content_Digest=digest(b"ok")
            ),
            "nothing": Said(204),
        }[self.tells]

    def get(self, asked):
        about = asked.query
        if not self.gets:
            return Said(405)
        if "outage" in about:
            found = [t for t in self.tickets.values() if t["outage"] == about["outage"]]
            return Said(200, found[0]) if found else Said(404)
        if "name" not in about:
            found = self.tickets.get(about["key"])
            return Said(404) if found is None else Said(200, found)
        data = self.files.get((about["key"], about["name"]))
        if data is None:
            return Said(404)
        kind = "application/octet-stream"
        return {
            "file": Said(200, data, Content_Type=kind),
            "hash": Said(200, {"sha256": sha256(data).hexdigest()}),
            "page": Said(200, b"<p>hello", Content_Type="text/html"),
        }[self.shows]
