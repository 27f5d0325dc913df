"""Why a repair did not run, as the engine says it, in the other languages.

What the engine says in English is kept in the evidence; a person reads this.
"""

from __future__ import annotations

from agent.typed import Final

REASONS: Final[dict[str, dict[str, str]]] = {
    "the policy does not allow this repair": {
        "nl": "de regels van IT staan dit herstel niet toe"
    },
    "only IT may do this": {"nl": "alleen IT mag dit doen"},
    "nobody has said yes to this repair": {
        "nl": "niemand heeft hiervoor toestemming gegeven"
    },
    "it is no longer needed": {"nl": "het is niet meer nodig"},
    "it needs administrator rights": {"nl": "hiervoor zijn beheerdersrechten nodig"},
    "it did not help": {"nl": "het hielp niet"},
    "the clock is too far off to be set without IT": {
        "nl": "de klok wijkt te veel af om ze zonder IT bij te stellen"
    },
}
"""By the English words; more that follows them is detail for IT."""
