"""Frozen values with typed fields, as cheap to define as a plain class.

``dataclasses`` would say the same, but importing it and executing one source text
per class costs more than the whole cold start may (docs/decisions/0006).
"""

from __future__ import annotations

from agent.typed import Any, TypeVar, dataclass_transform

V = TypeVar("V", bound="Value")


@dataclass_transform(frozen_default=True)
class Value:
    """Fields are the annotations of the class; a class attribute is a default."""

    __match_args__: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        """Read the fields off the class; names with an underscore are not fields."""
        own: dict[str, Any] = vars(cls).get("__annotations__", {})
        fields = (*cls.__match_args__, *(name for name in own if name[0] != "_"))
        type.__setattr__(cls, "__match_args__", tuple(dict.fromkeys(fields)))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the fields in order or by name."""
        fields = self.__match_args__
        given = dict(zip(fields, args, strict=False)) | kwargs
        if len(args) > len(fields) or len(given) < len(args) + len(kwargs):
            msg = f"{type(self).__name__} takes each of {fields} once"
            raise TypeError(msg)
        if unknown := given.keys() - set(fields):
            msg = f"{type(self).__name__} has no {', '.join(sorted(unknown))}"
            raise TypeError(msg)
        for name in fields:
            if name not in given and not hasattr(type(self), name):
                msg = f"{type(self).__name__} needs {name}"
                raise TypeError(msg)
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a value does not change."""
        msg = f"{type(self).__name__} is frozen; use replace()"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> None:
        """Refuse: a value does not change."""
        self.__setattr__(name, None)

    def __eq__(self, other: object) -> bool:
        """Compare by class and fields."""
        if type(self) is not type(other):
            return NotImplemented
        return fields_of(self) == fields_of(other)

    def __hash__(self) -> int:
        """Hash by class and fields; fails, as it should, where a field is a dict."""
        return hash((type(self), *fields_of(self).values()))

    def __repr__(self) -> str:
        """Show the call that makes this value."""
        shown = ", ".join(f"{k}={v!r}" for k, v in fields_of(self).items())
        return f"{type(self).__name__}({shown})"


def fields_of(value: Value) -> dict[str, Any]:
    """Return the fields by name, in order of declaration."""
    return {name: getattr(value, name) for name in value.__match_args__}


def replace(value: V, **changes: Any) -> V:
    """Return the same value but for these fields."""
    return type(value)(**(fields_of(value) | changes))
