"""Phrases of the front ends, language beside language, so that a gap is seen.

A table with ``by``, ``one`` and ``other`` has two forms, chosen by that fact.
"""

from __future__ import annotations

from agent.typed import Any, Final, Literal
from agent.words.terminal import TERMINAL, count

Language = Literal["en", "nl"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl")
Table = dict[str, dict[Any, Any]]


COMMON: Final[Table] = {
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


def table(key: str) -> Table:
    """Return the table a phrase stands in; a front end's own is imported when used."""
    if key.startswith("report-"):
        from agent.words.report import REPORT

        return REPORT
    if key.startswith("ui-"):
        from agent.words.window import WINDOW

        return WINDOW
    return COMMON


def everything() -> Table:
    """Return all phrases, for those who check that none is missing."""
    return COMMON | table("report-") | table("ui-")
