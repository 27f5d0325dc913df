"""Reads the sentences of a language from its files, each at most once.

``tomllib`` costs half a bare interpreter, so it is imported late (decision 0006).
"""

from __future__ import annotations

import os

from agent.typed import Any, Final

HERE: Final = os.path.dirname(__file__)
_READ: Final[dict[str, dict[str, Any]]] = {}


def read(language: str, name: str) -> dict[str, Any]:
    """Return what stands in ``<language>/<name>.toml``."""
    if (path := os.path.join(HERE, language, f"{name}.toml")) not in _READ:
        import tomllib

        with open(path, "rb") as file:
            _READ[path] = tomllib.load(file)
    return _READ[path]
