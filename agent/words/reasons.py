"""Why something was not done or not found out, in the other languages.

What engine and parts say in English is kept in the evidence; a person reads this.
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
    "no end within": {"nl": "het duurde te lang"},
    "no answer within": {"nl": "er kwam niet op tijd antwoord"},
    "nobody who knows the time answers": {"nl": "niemand die de tijd kent, antwoordt"},
    "no adapter that is connected is lent its address by the network": {
        "nl": "deze pc krijgt zijn adres niet van het netwerk"
    },
    "this machine has no service that keeps the clock": {
        "nl": "deze pc heeft geen dienst die de klok bijhoudt"
    },
    "no service on this machine remembers names": {"nl": "deze pc onthoudt geen namen"},
    "nobody outside answers, whether or not this PC lets questions out": {
        "nl": "buiten antwoordt niemand, of deze pc nu vragen doorlaat of niet"
    },
    "only an administrator may ask the wire who else has the address of this PC": {
        "nl": "alleen een beheerder mag nagaan wie nog het adres van deze pc heeft"
    },
    "the print job belongs to somebody else": {
        "nl": "de afdruktaak is van iemand anders"
    },
    "IT's rules do not lend the rights of the system": {
        "nl": "de regels van IT lenen deze account de rechten van het systeem niet"
    },
    "the service that lends rights": {
        "nl": "de dienst die rechten leent, kon dit nu niet doen"
    },
    "the service could not find it out": {
        "nl": "de dienst kon het niet te weten komen"
    },
    "the service could not carry it out": {"nl": "de dienst kon het niet uitvoeren"},
    "the service held back, because it would do harm now": {
        "nl": "de dienst wachtte, omdat het nu schade zou doen"
    },
    "another run of Blusser goes on": {"nl": "Blusser is nog met iets anders bezig"},
}
"""By the English words; more that follows them is detail for IT."""
