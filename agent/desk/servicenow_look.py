"""Looks things up in ServiceNow by encoded queries (Table API, release Australia)."""

from __future__ import annotations

import re

from agent.desk.model import RefusedError
from agent.desk.shapes import rows, text
from agent.desk.wire import Wire
from agent.typed import Any, Final

TABLES: Final = "/api/now/table"
LONGEST: Final = 200
SCRIPT: Final = re.compile(r"\s*javascript:", re.IGNORECASE)
"""A value that begins so is run by the instance."""

Rows = list[dict[str, Any]]


def plain(value: str) -> bool:
    """Say whether a value may be asked for: ``^`` ends one, and nothing quotes it."""
    fits = 0 < len(value) <= LONGEST and value.isprintable() and "^" not in value
    return fits and not SCRIPT.match(value)


def found(
    wire: Wire, table: str, query: str, fields: tuple[str, ...], most: int = 10
) -> Rows:
    """Return the records of a query, with these fields of those that exist."""
    asked = {
        "sysparm_query": query,
        "sysparm_fields": ",".join(fields),
        "sysparm_limit": str(most),
        "sysparm_exclude_reference_link": "true",
    }
    said = wire.ask("GET", f"{TABLES}/{table}", params=asked)
    return rows(said.json(), "result")


def group(wire: Wire, name: str) -> str:
    """Return the sys_id of an assignment group; raise ``RefusedError`` without one."""
    query, fields = f"name={name}^active=true", ("sys_id", "name")
    for one in found(wire, "sys_user_group", query, fields) if plain(name) else []:
        if one.get("name") == name:
            return text(one, "sys_id")
    msg = f"desk.place: ServiceNow shows this account no group {name!r}"
    raise RefusedError(msg)


def user(wire: Wire, caller: str) -> str:
    """Return the sys_id of the one user of this address or name; else nothing."""
    if not plain(caller):
        return ""
    query = f"email={caller}^ORuser_name={caller}^active=true"
    fields, known = ("sys_id", "email", "user_name"), caller.casefold()
    try:
        users = found(wire, "sys_user", query, fields)
    except RefusedError:
        return ""
    same = [
        one
        for one in users
        if known in [str(one.get(name)).casefold() for name in fields[1:]]
    ]
    return text(same[0], "sys_id") if len(same) == 1 else ""
