"""A Linux machine: its parts, each made when first asked for, and its places."""

from __future__ import annotations

import os
from collections.abc import Callable

PARTS: dict[type, Callable[[], object]] = {}


def state_folder() -> str:
    """Return where the history and the outbox live: root's, or the user's own."""
    if os.geteuid() == 0:
        return "/var/lib/blusser"
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return os.path.join(base, "blusser")


def policy_files() -> tuple[str, ...]:
    """Return where IT's policy may lie, the strongest first."""
    return ("/etc/blusser/policy.toml",)
