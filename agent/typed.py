"""The names of ``typing`` that a cold start needs, without importing ``typing``.

Importing it costs as much as half a bare interpreter (docs/decisions/0006). A type
checker sees the real ones; at run time these say nothing and forbid nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import (
        Any,
        Final,
        Generic,
        Literal,
        NoReturn,
        ParamSpec,
        Protocol,
        Self,
        TextIO,
        TypeVar,
        dataclass_transform,
    )
else:

    class Any:
        """Stands for the name alone; takes whatever the real one takes."""

        def __init__(self, *_, **__) -> None:
            """Take what the real one takes."""

        def __class_getitem__(cls, _):
            """Return the name itself."""
            return cls

        def __call__(self, thing):
            """Decorate with nothing."""
            return thing

    class Generic:
        """A base class without a meaning of its own."""

        def __class_getitem__(cls, _):
            """Return the class itself: ``Check[...]`` is ``Check`` at run time."""
            return cls

    Protocol = Generic

    Final = Literal = NoReturn = ParamSpec = Self = TextIO = TypeVar = Any
    dataclass_transform = Any

__all__ = [
    "Any",
    "Final",
    "Generic",
    "Literal",
    "NoReturn",
    "ParamSpec",
    "Protocol",
    "Self",
    "TextIO",
    "TypeVar",
    "dataclass_transform",
]
