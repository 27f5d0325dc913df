"""Phrases of the front ends: two languages in tables here, others in their files.

A table with ``by``, ``one`` and ``other`` has two forms, chosen by that fact. English
and Dutch stand beside each other in Python, because a cold start can pay for that and
not for reading a file; the others are in ``<language>/phrases.toml``, by the same keys.
"""

from __future__ import annotations

from agent.typed import Any, Final, Literal
from agent.words.files import read
from agent.words.repairs import REPAIRS
from agent.words.terminal import TERMINAL, count

Language = Literal["en", "nl", "fr", "de"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "nl", "fr", "de")
TABLED: Final = ("en", "nl")
"""The languages whose phrases and reasons are in tables of Python."""
NOUGHT_IS_ONE: Final = ("fr",)
"""The languages that count nothing as one: «0 seconde»."""
Table = dict[str, dict[Any, Any]]


COMMON: Final[Table] = {
    **TERMINAL,
    **REPAIRS,
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
    "size-bytes": {
        "en": count("{count} byte", "{count} bytes"),
        "nl": count("{count} byte", "{count} bytes"),
    },
    "size-kb": {"en": "{count} kB", "nl": "{count} kB"},
    "size-mb": {"en": "{count} MB", "nl": "{count} MB"},
    "size-gb": {"en": "{count} GB", "nl": "{count} GB"},
    "size-tb": {"en": "{count} TB", "nl": "{count} TB"},
}


def written(key: str, language: Language) -> Any:
    """Return a phrase as it is written: a text, or its forms."""
    if language in TABLED:
        return table(key)[key][language]
    return read(language, "phrases")[key]


def form(sentence: Any, facts: dict[str, Any], language: Language) -> str:
    """Choose between the forms ``{by, one, other}`` by the fact they name.

    A fact that is true takes the one form, false the other; so do 1 and other numbers,
    and 0 as people count there.
    """
    if not isinstance(sentence, dict):
        return str(sentence)
    told = facts[sentence["by"]]
    nought = told == 0 and told is not False and language in NOUGHT_IS_ONE
    return str(sentence["one" if told == 1 or nought else "other"])


def table(key: str) -> Table:  # noqa: PLR0911 - a row for each front end
    """Return the table a phrase stands in; a front end's own is imported when used."""
    if key.startswith("report-"):
        from agent.words.report import REPORT

        return REPORT
    if key.startswith("ui-"):
        from agent.words.notices import NOTICES
        from agent.words.sending import SENDING
        from agent.words.window import WINDOW

        return next((t for t in (NOTICES, SENDING) if key in t), WINDOW)
    if key.startswith("speed-"):
        from agent.words.speed import SPEED

        return SPEED
    if key.startswith("policy-"):
        from agent.words.rules import RULES

        return RULES
    if key.startswith("desk-"):
        from agent.words.desk import DESK

        return DESK
    if key.startswith("open-"):
        from agent.words.opening import OPENING

        return OPENING
    if key.startswith("usage-"):
        from agent.words.usage import USAGE

        return USAGE
    if key.startswith("symptom-"):
        from agent.words.symptoms import SYMPTOMS

        return SYMPTOMS
    return COMMON


def everything() -> Table:
    """Return all phrases, for those who check that none is missing."""
    fronts = "report ui symptom speed policy desk open usage"
    from agent.words.notices import NOTICES
    from agent.words.sending import SENDING

    front = {
        key: way for name in fronts.split() for key, way in table(f"{name}-").items()
    }
    return COMMON | front | NOTICES | SENDING
