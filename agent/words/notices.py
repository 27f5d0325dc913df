"""Phrases of notices beside the tray, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final

NOTICES: Final[dict[str, dict[Any, Any]]] = {
    "ui-notices": {
        "en": "Blusser looked after this PC",
        "nl": "Blusser heeft deze pc nagekeken",
    },
    "ui-notice-cured": {
        "en": "Blusser has repaired something",
        "nl": "Blusser heeft iets hersteld",
    },
    "ui-notice-was": {"en": "Repaired: {title}", "nl": "Hersteld: {title}"},
    "ui-notice-left": {
        "en": "Open Blusser to see what can be done.",
        "nl": "Open Blusser om te zien wat eraan te doen is.",
    },
    "ui-silence": {"en": "Messages", "nl": "Meldingen"},
    "ui-snooze-hour": {"en": "None for an hour", "nl": "Een uur lang geen"},
    "ui-snooze-day": {"en": "None for a day", "nl": "Een dag lang geen"},
    "ui-mute": {
        "en": "Not about this for a week",
        "nl": "Een week lang niet hierover",
    },
}
