"""The gate of the allow-list: of every answer, each field is declared or it stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from inspect import signature
from types import UnionType
from typing import Any

from agent.bundle.allowed import ALLOWED, FIELDS, RULES
from agent.codec import hints
from agent.host.transcript import Asking, Line
from agent.typed import Any as Untyped
from agent.value import Value

WORD = 200
"""Characters of a text whose type says no more than that it is one of a few words."""


class Lists(Value):
    """What may be seen: questions by port, fields by value, rules by section.

    ``ports`` are the ports themselves, by name: they say of which type things are.
    """

    ports: Mapping[str, type]
    questions: Mapping[str, Sequence[str]]
    fields: Mapping[str, Sequence[str]]
    rules: Mapping[str, Sequence[str]]


def our_own() -> Lists:
    """Return the lists of this program."""
    return Lists(ports(), ALLOWED, FIELDS, RULES)


def ports() -> dict[str, type]:
    """Return the ports by name: the classes that are no values."""
    from importlib import import_module
    from pkgutil import iter_modules

    from agent.host import ports as all_of_them

    names = (module.name for module in iter_modules(all_of_them.__path__))
    return {
        name: thing
        for module in (import_module(f"{all_of_them.__name__}.{one}") for one in names)
        for name, thing in vars(module).items()
        if isinstance(thing, type)
        and thing.__module__ == module.__name__
        and not issubclass(thing, Value)
    }


def holes(asking: Asking, lists: Lists) -> list[str]:
    """Return what in an asking nobody allowed to be seen, by name."""
    found = [hole for line in asking.lines for hole in _of_line(line, lists)]
    found += [
        f"{section}.{name}"
        for section, rules in asking.rules.items()
        for name in rules
        if name not in lists.rules.get(section, ())
    ]
    return list(dict.fromkeys(found))


def _of_line(line: Line, lists: Lists) -> Iterator[str]:
    """Look at one line; one without a question says but that a part is missing."""
    port = lists.ports.get(line.port)
    if port is None:
        yield f"{line.port}.{line.question}"
        return
    if not line.question:
        return
    where = f"{line.port}.{line.question}"
    if line.question not in lists.questions.get(line.port, ()):
        yield where
        return
    question = getattr(port, line.question)
    kinds = hints(question)
    takes = [name for name in signature(question).parameters if name != "self"]
    if len(line.args) > len(takes):
        yield f"{where}: arguments"
    for name, given in zip(takes, line.args, strict=False):
        yield from _of(kinds.get(name, Untyped), given, where, lists)
    if line.answer is not None:
        yield from _of(kinds.get("return", Untyped), line.answer, where, lists)


def _of(kind: Any, data: Any, where: str, lists: Lists) -> Iterator[str]:
    """Yield what in data is not of the declared type or of no declared field."""
    origin, args = getattr(kind, "__origin__", None), getattr(kind, "__args__", ())
    if isinstance(kind, UnionType):
        ways = [list(_of(one, data, where, lists)) for one in args]
        yield from min(ways, key=len)
    elif kind is Untyped:
        if not isinstance(data, str | int | float | None) or len(str(data)) > WORD:
            yield f"{where}: not one of a few words"
    elif isinstance(kind, type) and origin is None and issubclass(kind, Value):
        yield from _of_value(kind, data, where, lists)
    elif origin in (dict, list, tuple, set, frozenset):
        yield from _of_parts(origin, args, data, where, lists)
    elif not _is(kind, data):
        yield f"{where}: not of its type"


def _of_parts(
    origin: Any, args: tuple[Any, ...], data: Any, where: str, lists: Lists
) -> Iterator[str]:
    """Yield the same of a table or a row of things."""
    if origin is dict and isinstance(data, dict):
        for part in data.values():
            yield from _of(args[1], part, where, lists)
        return
    fixed = origin is tuple and args[-1] is not ...
    every = (
        args if fixed or not isinstance(data, list | tuple) else args[:1] * len(data)
    )
    if origin is dict or not isinstance(data, list | tuple) or len(every) != len(data):
        yield f"{where}: not of its type"
        return
    for one, part in zip(every, data, strict=True):
        yield from _of(one, part, where, lists)


def _of_value(kind: type, data: Any, where: str, lists: Lists) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{where}: not of its type"
        return
    known, allowed = hints(kind), lists.fields.get(kind.__name__, ())
    for name, part in data.items():
        if name not in allowed or name not in known:
            yield f"{kind.__name__}.{name}"
        else:
            yield from _of(known[name], part, where, lists)


def _is(kind: Any, data: Any) -> bool:
    if kind in (None, type(None)):
        return data is None
    if kind is float:
        return isinstance(data, int | float)
    return isinstance(kind, type) and type(data) is kind
