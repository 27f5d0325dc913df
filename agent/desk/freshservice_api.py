"""What Freshservice is asked, and how (api.freshservice.com, version 2)."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape

from agent.desk.model import File, RefusedError
from agent.desk.trust import Route
from agent.desk.wire import Wire
from agent.policy.desk import DeskRules
from agent.typed import Any, Final

PAGES: Final = 10
"""Pages looked through; a limit counts every one, for all the company together."""
FILTERED, LISTED = 30, 100
"""Rows of a page: of a filter (``#filter_tickets``), and the most of a list."""
BREAK: Final = re.compile(r"<br\s*/?>|</?(?:div|p)\b[^>]*>|\n", re.IGNORECASE)
TAG: Final = re.compile(r"<[^>]*>")
ELSEWHERE: Final = (301, 302, 303, 307, 308)

Row = dict[str, Any]


def number_of(text: str) -> int:
    """Return 63 bits of a text's SHA-256: what fits into a signed number field."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") >> 1


class Api:
    """Freshservice as one agent sees it, with an API key."""

    def __init__(self, rules: DeskRules, secret: str, route: Route) -> None:
        """Take the rules, the key and the way."""
        self._route, self._space = route, rules.form
        self._wire = Wire(rules.url, route, login=(secret, "X"))

    def filtered(self, field: str, number: int, setting: str) -> list[Row]:
        """Return the tickets with a number in a field; unsaid, of the first workspace.

        Raises ``RefusedError`` that names the setting where there is no such field.
        """
        query = f"{field}:{number}"
        if self._space:
            query = f"workspace_id:{self._workspace()} AND {query}"
        found: list[Row] = []
        for page in range(1, PAGES + 1):
            asked = {"query": f'"{query}"', "page": page}
            path = "/api/v2/tickets/filter"
            said = self._wire.ask("GET", path, params=asked, fine=(400,))
            if said.status == 400:
                msg = f"desk.{setting}: Freshservice has no number field of this name"
                raise RefusedError(msg)
            rows = said.json()["tickets"]
            found += rows
            if len(rows) < FILTERED:
                break
        return found

    def newest(self) -> list[Row]:
        """Return the tickets that were created last, which no index is behind of."""
        asked = {"per_page": LISTED, "order_by": "created_at", "order_type": "desc"}
        if self._space:
            asked["workspace_id"] = self._workspace()
        return list(
            self._wire.ask("GET", "/api/v2/tickets", params=asked).json()["tickets"]
        )

    def lines(self, number: int) -> list[str]:
        """Return the lines of a ticket's description, as plain text."""
        said = self._wire.ask("GET", f"/api/v2/tickets/{number}").json()["ticket"]
        parts = BREAK.split(said.get("description") or "")
        return [unescape(TAG.sub("", one)).strip() for one in parts]

    def create(self, wanted: Row) -> Row:
        """Create a ticket and return it."""
        if self._space:
            wanted = wanted | {"workspace_id": self._workspace()}
        said = self._wire.ask("POST", "/api/v2/tickets", json=wanted).json()
        return dict(said["ticket"])

    def conversations(self, number: str) -> list[Row]:
        """Return the notes and replies of a ticket."""
        found: list[Row] = []
        for page in range(1, PAGES + 1):
            path = f"/api/v2/tickets/{number}/conversations"
            asked = {"per_page": LISTED, "page": page}
            rows = self._wire.ask("GET", path, params=asked).json()["conversations"]
            found += rows
            if len(rows) < LISTED:
                break
        return found

    def note(self, number: str, text: str, file: File | None = None) -> None:
        """Add a private note, with a file or without."""
        path = f"/api/v2/tickets/{number}/notes"
        if file is None:
            self._wire.ask("POST", path, json={"body": text, "private": True})
            return
        held = {"attachments[]": (file.name, file.data, file.kind)}
        told = {"body": text, "private": "true"}
        self._wire.ask("POST", path, data=told, files=held)

    def attachment(self, number: int) -> bytes:
        """Return an attachment's bytes; where they are elsewhere, no key goes there."""
        path = f"/api/v2/attachments/{number}"
        said = self._wire.ask("GET", path, fine=ELSEWHERE)
        if said.status not in ELSEWHERE:
            return said.data
        return Wire(said.header("Location"), self._route).ask("GET", "").data

    def has_group(self, number: str) -> bool:
        """Say whether there is a group of agents with this number."""
        if not number.isdigit():
            return False
        said = self._wire.ask("GET", f"/api/v2/groups/{number}", fine=(404,))
        return said.status != 404

    def _workspace(self) -> int:
        if self._space.isdigit():
            return int(self._space)
        msg = "desk.form: this is the number of a workspace, or nothing"
        raise RefusedError(msg)
