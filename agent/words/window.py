"""Phrases of the window and the tray, language beside language; keys begin ui-."""

from __future__ import annotations

from agent.typed import Any, Final

WINDOW: Final[dict[str, dict[Any, Any]]] = {}
