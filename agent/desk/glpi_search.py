"""What GLPI's search engine is asked, and how.

``contains`` with ``^`` and ``$`` is the search that compares a text field. ``equals``
compares the number of the row where the field is one of a plugin, and MySQL makes a
number of a key: that would be somebody else's ticket. Source: ``apirest.md``, and
``addWhere`` in GLPI's search.
"""

from __future__ import annotations

from agent.desk.glpi_session import Session
from agent.desk.model import RefusedError
from agent.typed import Any, Final

ID, STATUS, LOGIN, EMAIL = 2, 12, 1, 5
"""Search options: of everything, of tickets, and the last two of users."""
OURS: Final = ("glpi_tickets", "glpi_plugin_fields_")
"""Tables whose fields a ticket can be given: its own, and those of a plugin."""

Row = dict[str, Any]


def option(session: Session, field: str, setting: str) -> int:
    """Return the number under which a field of tickets can be searched."""
    told = session.get("/listSearchOptions/Ticket")
    numbers = [
        int(number)
        for number, one in told.items()
        if number.isdigit() and field and one.get("field") == field
        if one["table"] == OURS[0] or one["table"].startswith(OURS[1])
    ]
    if len(numbers) == 1:
        return numbers[0]
    msg = f"desk.{setting}: not exactly one field of tickets has this name"
    raise RefusedError(msg)


def tickets(
    session: Session, number: int, value: str, *, alive: bool = False
) -> list[Row]:
    """Return the tickets whose field has a value, oldest first; ``alive``: unsolved."""
    asked = _criterion(0, number, "contains", f"^{value}$")
    if alive:
        asked |= _criterion(1, STATUS, "equals", "notold") | {
            "criteria[1][link]": "AND"
        }
    return _rows(session, "Ticket", asked, number, STATUS)


def requester(session: Session, caller: str) -> Row:
    """Return the fields of a ticket that say for whom it is; unknown: by mail."""
    if not caller:
        return {}
    number = EMAIL if "@" in caller else LOGIN
    asked = _criterion(0, number, "contains", f"^{caller}$")
    for row in _rows(session, "User", asked, number):
        told = row[str(number)]
        names = told if isinstance(told, list) else [told]
        if caller.casefold() in (str(name).casefold() for name in names):
            return {"_users_id_requester": int(row[str(ID)])}
    if number == LOGIN:
        return {}
    mail = {"use_notification": [1], "alternative_email": [caller]}
    return {"_users_id_requester": [0], "_users_id_requester_notif": mail}


def _criterion(place: int, number: int, how: str, value: str) -> Row:
    start = f"criteria[{place}]"
    return {
        f"{start}[field]": number,
        f"{start}[searchtype]": how,
        f"{start}[value]": value,
    }


def _rows(session: Session, kind: str, asked: Row, *shown: int) -> list[Row]:
    columns = {f"forcedisplay[{n}]": one for n, one in enumerate((ID, *shown))}
    order = {"sort": ID, "order": "ASC", "range": "0-49"}
    said = session.get(f"/search/{kind}", **asked, **columns, **order)
    return list(said.get("data") or ())
