"""Phrases of the front ends, language beside language, so that a gap is seen.

A table with ``by``, ``one`` and ``other`` has two forms, chosen by that fact.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from agent.words.terminal import TERMINAL, count

Language = Literal["en", "nl"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl")


PHRASES: Final[dict[str, dict[Language, Any]]] = {
    **TERMINAL,
    "duration-second": {
        "en": count("{count} second", "{count} seconds"),
        "nl": count("{count} seconde", "{count} seconden"),
    },
    "duration-minute": {
        "en": count("{count} minute", "{count} minutes"),
        "nl": count("{count} minuut", "{count} minuten"),
    },
    "duration-hour": {
        "en": count("{count} hour", "{count} hours"),
        "nl": "{count} uur",
    },
    "duration-day": {
        "en": count("{count} day", "{count} days"),
        "nl": count("{count} dag", "{count} dagen"),
    },
}
