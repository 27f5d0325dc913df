"""Looks things up in TOPdesk: lists, operator groups, and the cards of callers.

By the supporting-files API 2.7.11 and the query overview of TOPdesk's tutorial.
"""

from __future__ import annotations

from agent.desk.model import RefusedError
from agent.desk.shapes import read, rows, text
from agent.desk.wire import Answer, Wire
from agent.typed import Any, Final

PERSONS: Final = "application/x.topdesk-collection-person-v2+json"
"""The form in which persons are asked for; without it an older one comes."""
LOGINS: Final = ("networkLoginName", "tasLoginName")
NAME, MAIL = 109, 100
"""Letters of a caller without a card (incident API 4.2.6, CallerCreate)."""
PAGE: Final = 100
"""Attachments in one answer; the API gives no more."""


def quoted(value: str) -> str | None:
    """Return a value as a query takes it; nothing where it cannot be asked for.

    Both kinds of quotes are known, and no way to write one within itself.
    """
    if "\\" in value or not value.isprintable():
        return None
    mark = next((one for one in ("'", '"') if one not in value), "")
    return f"{mark}{value}{mark}" if mark else None


def listed(said: Answer) -> list[dict[str, Any]]:
    """Return what a list holds; 204 with an empty body means that it holds nothing."""
    return [] if said.status == 204 else rows(said.json())


def every(wire: Wire, path: str) -> list[dict[str, Any]]:
    """Return all pages of a list of attachments; 206 means that more come."""
    found: list[dict[str, Any]] = []
    while True:
        query = {"start": str(len(found)), "page_size": str(PAGE)}
        said = wire.ask("GET", path, params=query)
        page = listed(said)
        found += page
        if said.status != 206 or not page:
            return found


def group(wire: Wire, name: str) -> str:
    """Return the id of an operator group; raise ``RefusedError`` without one."""
    asked = quoted(name)
    query = {"query": f"groupName=={asked};archived==false", "page_size": "100"}
    found = listed(wire.ask("GET", "/operatorgroups", params=query)) if asked else []
    for one in found:
        if one.get("groupName") == name:
            return text(one, "id")
    msg = f"desk.place: TOPdesk shows this operator no operator group {name!r}"
    raise RefusedError(msg)


def card(wire: Wire, caller: str) -> dict[str, str]:
    """Return how TOPdesk looks a caller up; nothing where it knows nobody."""
    if "@" in caller:
        return {"email": caller}
    asked = quoted(caller)
    if not caller or asked is None:
        return {}
    either = ",".join(f"{one}=={asked}" for one in LOGINS)
    query = {"query": f"({either});archived==false;isCaller==true"}
    query |= {"fields": ",".join(("id", *LOGINS)), "pageSize": "2"}
    said = wire.ask(
        "GET", "/persons", params=query, headers={"Accept": PERSONS}, fine=(403,)
    )
    cards = rows(said.json(), "item") if said.status == 200 else []
    same = [one for one in cards if caller.casefold() in _logins(one)]
    return {"id": text(same[0], "id")} if len(same) == 1 else {}


def stranger(caller: str) -> dict[str, str]:
    """Return a caller without a card: a report is not lost for want of one."""
    mail = {"email": caller} if "@" in caller and len(caller) <= MAIL else {}
    return {"dynamicName": caller[:NAME]} | mail


def _logins(one: Any) -> list[str]:
    return [str(read(one, name)).casefold() for name in LOGINS]
