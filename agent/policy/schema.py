"""The policy as a JSON schema, for editors and tools; made from the model."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from types import UnionType
from typing import Any

from agent.codec import hints, plain
from agent.policy.limits import LIMITS, Addresses, Between, Place
from agent.policy.model import Policy
from agent.policy.recipients import FORM, LEAST, MOST, Recipients
from agent.policy.wording import HOURS, PATH, Among, FullPath, Hours
from agent.value import Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema() -> dict[str, Any]:
    """Return the schema of a policy file, read as JSON.

    It knows every key, its type, default and limits. Which repairs and checks exist,
    and what a kind of ``[[own]]`` needs, only ``blusser policy check`` knows.
    """
    about = {"$schema": DIALECT, "title": "The policy of Blusser"}
    return about | _value(Policy, ())


def _value(kind: type[Value], where: Sequence[str]) -> dict[str, Any]:
    this: Any = kind
    known, names = hints(this), kind.__match_args__
    told = {name: _key(kind, known[name], name, where) for name in names}
    needed = [name for name in names if not hasattr(kind, name)]
    about = " ".join((kind.__doc__ or "").split())
    whole = {"type": "object", "description": about, "properties": told}
    more = {"required": needed} if needed else {}
    return {**whole, **more, "additionalProperties": False}


def _key(kind: type, of: Any, name: str, where: Sequence[str]) -> dict[str, Any]:
    """Return a key: its type, its default, and its limits."""
    told = _type(of, (*where, name))
    start = getattr(kind, name, None)
    if hasattr(kind, name) and not isinstance(start, Value) and start is not None:
        told["default"] = plain(start)
    return _limited(told, ".".join((*where, name)))


def _type(of: Any, where: Sequence[str]) -> dict[str, Any]:
    if isinstance(of, UnionType):
        (one,) = (part for part in of.__args__ if part is not type(None))
        return _type(one, where)
    if parts := getattr(of, "__args__", ()):
        return _parted(of.__origin__, parts, where)
    if issubclass(of, Value):
        return _value(of, where)
    if issubclass(of, Enum):
        return {"enum": [one.value for one in of]}
    return {"type": PLAIN[of]}


def _parted(origin: Any, parts: Sequence[Any], where: Sequence[str]) -> dict[str, Any]:
    """Return the type of what has parts: a table, a list, or a row of a fixed form."""
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(parts[1], where)}
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _type(parts[0], where)}
    items = [_type(part, where) for part in parts]
    return {
        "type": "array",
        "prefixItems": items,
        "minItems": len(items),
        "maxItems": len(items),
    }


def _limited(  # noqa: PLR0911 - a row for each kind of limit
    told: dict[str, Any], key: str
) -> dict[str, Any]:
    match LIMITS.get(key):
        case Between(low, high):
            return told | {"minimum": low, "maximum": high}
        case Hours():
            return told | {"pattern": HOURS}
        case FullPath():
            return told | {"pattern": PATH}
        case Among(choices, least):
            items = {"enum": list(choices)}
            return told | {"items": items, "uniqueItems": True, "minItems": least}
        case Addresses(begins):
            return _addressed(told, f"^{begins}")
        case Place():
            return _addressed(told, r"^(https|smtps?|http)://|^[/\\\\]")
        case Recipients():
            keys = {"type": "string", "pattern": FORM}
            either = [{"maxItems": 0}, {"minItems": LEAST, "maxItems": MOST}]
            return told | {"items": keys, "uniqueItems": True, "anyOf": either}
    return told


def _addressed(told: dict[str, Any], pattern: str) -> dict[str, Any]:
    """Say how an address begins: the text, each of a list, the first of a row."""
    if told["type"] == "string":
        return told | {"pattern": f"^$|{pattern}"}
    items = dict(told["items"])
    if rows := items.get("prefixItems"):
        items["prefixItems"] = [rows[0] | {"pattern": pattern}, *rows[1:]]
        return told | {"items": items}
    return told | {"items": items | {"pattern": pattern}}
