"""Phrases of ``blusser open`` and of what is sealed, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final

OPENING: Final[dict[str, dict[Any, Any]]] = {
    "open-sealed": {
        "en": "{size}, sealed: only the owners of {count} keys of IT can open it, each"
        " alone",
        "nl": "{size}, verzegeld: alleen de eigenaars van {count} sleutels van IT"
        " kunnen het openen, elk apart",
    },
    "open-sealed-whole": {
        "en": "{path} was sealed, is whole, and was changed nowhere.",
        "nl": "{path} was verzegeld, is volledig en nergens gewijzigd.",
    },
    "open-unsealed-whole": {
        "en": "{path} is whole; it was not sealed.",
        "nl": "{path} is volledig; het was niet verzegeld.",
    },
    "open-signed": {
        "en": "Signed by the PC with the key {device}",
        "nl": "Ondertekend door de pc met de sleutel {device}",
    },
    "open-unsigned": {
        "en": "Not signed: nothing shows which PC it is from.",
        "nl": "Niet ondertekend: niets toont van welke pc het komt.",
    },
    "open-case": {
        "en": "Run {id} of {started}, Blusser {version}, {size}",
        "nl": "Uitvoering {id} van {started}, Blusser {version}, {size}",
    },
    "open-written": {"en": "Written to {path}", "nl": "Geschreven naar {path}"},
}
