"""Phrases of ``blusser policy``, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final

RULES: Final[dict[str, dict[Any, Any]]] = {
    "policy-valid": {"en": "{path} is right.", "nl": "{path} is in orde."},
    "policy-none": {
        "en": "IT has installed no rules; the built-in ones apply.",
        "nl": "IT heeft geen regels geïnstalleerd; de ingebouwde gelden.",
    },
    "policy-rest": {
        "en": "All else is as it is built in.",
        "nl": "Al het andere is zoals het ingebouwd is.",
    },
    "policy-signed-by": {"en": "Signed: {what}", "nl": "Ondertekend: {what}"},
    "policy-lapsed": {
        "en": "The signature has expired: nothing is repaired that needs the rights of"
        " an administrator.",
        "nl": "De handtekening is verlopen: er wordt niets hersteld waarvoor"
        " beheerdersrechten nodig zijn.",
    },
    "policy-signed": {
        "en": "Signed as version {version}, until {until}: {path}",
        "nl": "Ondertekend als versie {version}, tot {until}: {path}",
    },
    "policy-key": {
        "en": "The secret key is {path}: keep it, and on no PC of an employee. Put"
        " {public} in {place} on every PC; from then on rules must be signed there.",
        "nl": "De geheime sleutel is {path}: bewaar hem, en op geen pc van een"
        " medewerker. Zet {public} in {place} op elke pc; vanaf dan moeten regels daar"
        " ondertekend zijn.",
    },
}
