"""A Windows machine: its parts, each made when first asked for, and its places."""

from __future__ import annotations

from collections.abc import Callable

PARTS: dict[str, Callable[[], object]] = {}
