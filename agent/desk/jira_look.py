"""Looks things up in Jira Service Management, in the cloud and on a company's server.

By developer.atlassian.com: Jira platform REST v2 and v3, service desk REST.
"""

from __future__ import annotations

from agent.desk.model import RefusedError
from agent.desk.shapes import read, rows, text
from agent.desk.wire import Answer, Wire
from agent.typed import Any, Final
from agent.value import Value

SERVICE: Final = "/rest/servicedeskapi"
PAGE: Final = 50
"""Rows in one answer; less than any service desk gives."""

Row = dict[str, Any]


class Where(Value):
    """A service desk, its project's key, a request type; in the cloud or not."""

    desk: str
    project: str
    form: str
    cloud: bool


def signed(said: Answer) -> Answer:
    """Return an answer to somebody who is signed in; else raise ``RefusedError``.

    With a token that has expired some questions are answered as if nobody had signed
    in: with 200 and an empty list (MrRefactoring/jira.js, issue 418).
    """
    login = said.header("X-Seraph-LoginReason").upper()
    if "FAILED" in login or "DENIED" in login:
        msg = "the token of [desk] is wrong or has expired"
        raise RefusedError(msg)
    return said


def every(wire: Wire, path: str, query: dict[str, str] | None = None) -> list[Row]:
    """Return all pages of a list of the service desk."""
    found: list[Row] = []
    while True:
        asked = {"start": str(len(found)), "limit": str(PAGE)} | (query or {})
        said = signed(wire.ask("GET", f"{SERVICE}{path}", params=asked)).json()
        page = rows(said, "values")
        found += page
        if read(said, "isLastPage") is not False or not page:
            return found


def where(wire: Wire, place: str, form: str) -> Where:
    """Return what a service desk and a request type stand for, each by name or id."""
    info = signed(wire.ask("GET", "/rest/api/2/serverInfo")).json()
    for one in every(wire, "/servicedesk"):
        desk, project = text(one, "id"), text(one, "projectKey")
        if place in (desk, project):
            kind, cloud = _form(wire, desk, form), text(info, "deploymentType")
            return Where(desk, project, kind, cloud == "Cloud")
    msg = f"desk.place: Jira shows this account no service desk {place!r}"
    raise RefusedError(msg)


def fields(wire: Wire, here: Where) -> dict[str, bool]:
    """Return the fields that a request type shows, and whether it demands them."""
    path = f"{SERVICE}/servicedesk/{here.desk}/requesttype/{here.form}/field"
    said = signed(wire.ask("GET", path)).json()
    shown = rows(said, "requestTypeFields")
    return {text(one, "fieldId"): bool(one.get("required")) for one in shown}


def customer(wire: Wire, desk: str, caller: str) -> str:
    """Return the account of the one customer of this address or name; else nothing.

    It goes by ``accountId`` in the cloud and by ``name`` on a server.
    """
    if not caller:
        return ""
    try:
        found = every(wire, f"/servicedesk/{desk}/customer", {"query": caller})
    except RefusedError:
        return ""
    same = [
        one
        for one in found
        if caller.casefold()
        in [str(one.get(name)).casefold() for name in ("emailAddress", "name")]
    ]
    names = [one.get("accountId") or one.get("name") or "" for one in same]
    return str(names[0]) if len(names) == 1 else ""


def search(
    wire: Wire, here: Where, field: str, value: str, more: str = ""
) -> list[Row]:
    """Return what JQL finds, the oldest first, with this field and the status.

    A field of text can be asked what it contains, never what it equals; the path for
    a server is gone from the cloud (410).
    """
    holds = f"cf[{field.removeprefix('customfield_')}] ~ {_string(_string(value))}"
    jql = f"project = {_string(here.project)} AND {holds}{more} ORDER BY created ASC"
    body = {"jql": jql, "maxResults": PAGE, "fields": [field, "status"]}
    path = "/rest/api/3/search/jql" if here.cloud else "/rest/api/2/search"
    return rows(signed(wire.ask("POST", path, json=body)).json(), "issues")


def _form(wire: Wire, desk: str, name: str) -> str:
    for one in every(wire, f"/servicedesk/{desk}/requesttype"):
        if name in (text(one, "id"), one.get("name")):
            return text(one, "id")
    msg = f"desk.form: this service desk has no request type {name!r}"
    raise RefusedError(msg)


def _string(value: str) -> str:
    """Return a value as a string of JQL; one within one is a whole phrase."""
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
