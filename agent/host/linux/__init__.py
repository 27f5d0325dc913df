"""A Linux machine: its parts, each made when first asked for, and its places."""

from __future__ import annotations

from collections.abc import Callable

from agent.host.linux.places import (
    about,
    hold,
    known_values,
    policy_files,
    state_folder,
)

__all__ = [
    "PARTS",
    "about",
    "hold",
    "known_values",
    "policy_files",
    "state_folder",
]

PARTS: dict[type, Callable[[], object]] = {}
