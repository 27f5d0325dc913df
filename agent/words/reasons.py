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
    "no service of the system that remembers names runs": {
        "nl": "er draait geen dienst die namen onthoudt"
    },
    "the way leads through a VPN": {
        "nl": "de weg loopt via een VPN; daarbuiten kunnen anderen meekijken"
    },
    "the network named no name servers that would know more": {
        "nl": "het netwerk noemde geen naamservers die meer weten"
    },
    "there is no connection that could be made again": {
        "nl": "er is geen verbinding die opnieuw gemaakt kan worden"
    },
    "it is not clear which adapter is to blame": {
        "nl": "het is niet duidelijk welke netwerkadapter de oorzaak is"
    },
    "Wi-Fi is held off by a switch or key of this computer": {
        "nl": "wifi is uitgezet met een schakelaar of toets op deze pc"
    },
    "no server of the domain answers": {"nl": "geen server van het domein antwoordt"},
    "the ticket may not be renewed": {"nl": "de aanmelding mag niet verlengd worden"},
    "no server that signs people in answers": {"nl": "geen aanmeldserver antwoordt"},
    "this account has no other ticket that is good": {
        "nl": "dit account heeft geen andere geldige aanmelding"
    },
    "it is not clear which VPN is the company's": {
        "nl": "het is niet duidelijk welke VPN van het bedrijf is"
    },
    "whoever connects the VPN has to sign in to it": {
        "nl": "wie de VPN verbindt, moet zich daarbij aanmelden"
    },
    "the proxy was not set by whoever works here": {
        "nl": "de proxy is niet ingesteld door wie hier werkt"
    },
    "without the proxy nothing can be reached either": {
        "nl": "zonder de proxy is er ook niets bereikbaar"
    },
    "the name servers of this PC are set by an administrator": {
        "nl": "de naamservers van deze pc zijn door een beheerder ingesteld"
    },
    "this PC asks its name servers under cover": {
        "nl": "deze pc vraagt zijn naamservers met opzet versleuteld"
    },
    "nobody would give the adapter its addresses again": {
        "nl": "niemand zou de netwerkadapter zijn adressen teruggeven"
    },
    "nobody outside answers, whether or not this PC lets questions out": {
        "nl": "buiten antwoordt niemand, of deze pc nu vragen doorlaat of niet"
    },
    "only an administrator may ask the wire who else has the address of this PC": {
        "nl": "alleen een beheerder mag nagaan wie nog het adres van deze pc heeft"
    },
    "the print job belongs to somebody else": {
        "nl": "de afdruktaak is van iemand anders"
    },
}
"""By the English words; more that follows them is detail for IT."""
