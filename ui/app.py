"""Opens the window."""

from __future__ import annotations

from typing import Any, NoReturn

from agent.trouble import BadInput


def run(*_: Any) -> NoReturn:
    """Say that there is no window yet."""
    msg = "This version of Blusser has no window yet; use «blusser fix»."
    raise BadInput(msg)
