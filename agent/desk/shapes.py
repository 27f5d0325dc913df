"""The shapes that the JSON of a desk must have before it is believed."""

from __future__ import annotations

from agent.desk.model import LaterError
from agent.typed import Any, Final

ELSE: Final = "something else than the desk answered: its JSON has another shape"


def read(told: Any, *names: str) -> Any:
    """Return what lies under these names; nothing where there is no such thing."""
    for name in names:
        told = told.get(name) if isinstance(told, dict) else None
    return told


def rows(told: Any, *names: str) -> list[dict[str, Any]]:
    """Return the list of objects under these names; else raise ``LaterError``."""
    found = read(told, *names) if names else told
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise LaterError(ELSE)
    return found


def text(told: Any, *names: str) -> str:
    """Return the name or number there; raise ``LaterError`` where there is none."""
    found = read(told, *names)
    if not isinstance(found, str | int) or found == "":
        raise LaterError(ELSE)
    return str(found)
