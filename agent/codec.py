"""Values to plain JSON data and back, checked against the declared types."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from types import UnionType

from agent.trouble import close
from agent.typed import Any
from agent.value import Value, fields_of


class Mismatch(Exception):  # noqa: N818 - reads as what it is
    """Data does not have the declared shape; ``where`` is the path of keys to it."""

    def __init__(self, where: tuple[str, ...], reason: str) -> None:
        """Keep the place and what is wrong there."""
        super().__init__(f"{'.'.join(where) or 'the whole'}: {reason}")
        self.where, self.reason = where, reason


def plain(thing: Any) -> Any:
    """Return the JSON-able form: values become dicts, tuples and sets lists."""
    match thing:
        case Value():
            return {name: plain(part) for name, part in fields_of(thing).items()}
        case dict():
            return {str(key): plain(part) for key, part in thing.items()}
        case set() | frozenset():
            return sorted(plain(part) for part in thing)
        case list() | tuple():
            return [plain(part) for part in thing]
        case Enum():
            return thing.value
        case None | bool() | int() | float() | str():
            return thing
    msg = f"{type(thing).__name__} has no plain form"
    raise TypeError(msg)


ESCAPES = {34: '\\"', 92: "\\\\"} | {n: f"\\u{n:04x}" for n in range(32)}
"""What RFC 8259 wants escaped in a string."""


def to_json(data: Any) -> str:
    """Write plain data as JSON.

    ``json`` and the ``re`` it imports cost a tenth of a cold start
    (docs/decisions/0006), so it is asked only for what is rare: numbers that are
    none, and text that is not ASCII.
    """
    if data is None or data is True or data is False:
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, dict):
        pairs = (f"{to_json(key)}:{to_json(value)}" for key, value in data.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(data, list):
        return f"[{','.join(map(to_json, data))}]"
    if isinstance(data, str) and data.isascii():
        return f'"{data.translate(ESCAPES)}"'
    if isinstance(data, int | float) and data - data == 0:
        return repr(data)
    import json

    return json.dumps(data)


@lru_cache(maxsize=512)
def hints(thing: Any) -> dict[str, Any]:
    """Resolve the annotations of a class or function, once."""
    import typing

    return typing.get_type_hints(thing, include_extras=True)


def build(kind: Any, data: Any, where: tuple[str, ...] = ()) -> Any:
    """Make a value of the declared type from plain data, or raise ``Mismatch``."""
    if kind is Any:
        return data
    if (origin := getattr(kind, "__origin__", None)) is not None:
        return _row(origin, kind, data, where)
    if isinstance(kind, UnionType):
        return _union(kind, data, where)
    if isinstance(kind, type) and issubclass(kind, Value):
        return _value(kind, data, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        _one_of([choice.value for choice in kind], data, where)
        return kind(data)
    return _scalar(kind, data, where)


def _one_of(known: list[Any], data: Any, where: tuple[str, ...]) -> Any:
    if data in known:
        return data
    raise Mismatch(where, f"must be one of {', '.join(map(repr, known))}, not {data!r}")


def _union(kind: Any, data: Any, where: tuple[str, ...]) -> Any:
    trouble = Mismatch(where, "fits nothing")
    for choice in kind.__args__:
        try:
            return build(choice, data, where)
        except Mismatch as mismatch:
            trouble = mismatch if choice is not type(None) else trouble
    raise trouble


def _row(origin: Any, kind: Any, data: Any, where: tuple[str, ...]) -> Any:
    """Build the parts of a list, tuple, set or dict; nothing else has parts here."""
    if origin is dict:
        _expect(data, dict, "a table", where)
        part = kind.__args__[1]
        return {key: build(part, one, (*where, key)) for key, one in data.items()}
    if origin not in (list, tuple, set, frozenset):
        msg = f"{kind} has no plain form"
        raise TypeError(msg)
    _expect(data, (list, tuple), "a list", where)
    kinds = kind.__args__
    if origin is tuple and kinds[-1] is not Ellipsis:
        if len(kinds) != len(data):
            raise Mismatch(where, f"must have {len(kinds)} entries")
    else:
        kinds = kinds[:1] * len(data)
    pairs = zip(kinds, data, strict=True)
    made = (build(k, one, (*where, str(i))) for i, (k, one) in enumerate(pairs))
    return origin(made)


def _value(kind: Any, data: Any, where: tuple[str, ...]) -> Value:
    _expect(data, dict, "a table", where)
    known = hints(kind)
    for key in data:
        if key not in kind.__match_args__:
            meant = close(str(key), kind.__match_args__)
            raise Mismatch((*where, key), f"is not known here{meant}")
    given = {key: build(known[key], one, (*where, key)) for key, one in data.items()}
    for name in kind.__match_args__:
        if name not in given and not hasattr(kind, name):
            raise Mismatch((*where, name), "is missing")
    made: Value = kind(**given)
    return made


def _scalar(kind: Any, data: Any, where: tuple[str, ...]) -> Any:
    names = {
        int: "a whole number",
        float: "a number",
        str: "a text",
        bool: "true or false",
    }
    if kind is float and type(data) is int:
        return _float(data, where)
    if kind in (None, type(None)):
        return _expect(data, type(None), "nothing", where)
    if kind is int and isinstance(data, bool):
        raise Mismatch(where, f"must be a whole number, not {data!r}")
    return _expect(data, kind, names.get(kind, kind.__name__), where)


def _float(data: int, where: tuple[str, ...]) -> float:
    try:
        return float(data)
    except OverflowError:
        raise Mismatch(where, "is too large a number") from None


def _expect(data: Any, kind: Any, name: str, where: tuple[str, ...]) -> Any:
    if not isinstance(data, kind):
        raise Mismatch(where, f"must be {name}, not {data!r}")
    return data
