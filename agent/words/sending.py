"""Phrases of the window that hands a report to IT; keys begin ui-."""

from __future__ import annotations

from agent.typed import Any, Final

SENDING: Final[dict[str, dict[Any, Any]]] = {
    "ui-home-note-desk": {
        "en": "Nothing goes to IT from here unless you send it.",
        "nl": "Van hier gaat niets naar IT tenzij u het verstuurt.",
    },
    "ui-preview": {"en": "Send to IT…", "nl": "Naar IT sturen…"},
    "ui-letter": {"en": "This is what IT gets", "nl": "Dit krijgt IT"},
    "ui-letter-lead": {
        "en": "Nothing has been sent yet. The report of this run goes along.",
        "nl": "Er is nog niets verstuurd. Het verslag van deze controle gaat mee.",
    },
    "ui-letter-wait": {"en": "One moment…", "nl": "Een ogenblik…"},
    "ui-subject": {"en": "Subject", "nl": "Onderwerp"},
    "ui-text": {"en": "Text", "nl": "Tekst"},
    "ui-open-page": {"en": "Look at the report", "nl": "Het verslag bekijken"},
    "ui-items": {"en": "What goes along", "nl": "Wat er meegaat"},
    "ui-items-hint": {
        "en": "Clear a box to keep that part of the report here. The cause and how it"
        " ended always go along.",
        "nl": "Vink iets uit om dat deel van het verslag hier te houden. De oorzaak en"
        " de afloop gaan altijd mee.",
    },
    "ui-items-gone": {"en": "Stays here: {items}.", "nl": "Blijft hier: {items}."},
    "ui-note": {"en": "Add a sentence", "nl": "Een zin toevoegen"},
    "ui-note-hint": {"en": "What IT should know", "nl": "Wat IT moet weten"},
    "ui-note-add": {"en": "Add", "nl": "Toevoegen"},
    "ui-note-added": {
        "en": "Your change is in the text. It goes when you press Send.",
        "nl": "Uw wijziging staat in de tekst. Ze gaat pas weg als u op Versturen"
        " drukt.",
    },
    "ui-send": {"en": "Send", "nl": "Versturen"},
    "ui-save": {"en": "Save it instead", "nl": "Liever bewaren"},
    "ui-not-now": {"en": "Not now", "nl": "Nu niet"},
    "ui-sending": {"en": "Being sent to IT…", "nl": "Wordt naar IT gestuurd…"},
    "ui-sending-lead": {
        "en": "This may take a minute. You can keep working.",
        "nl": "Dit kan een minuut duren. U kunt intussen verder werken.",
    },
    "ui-handed": {"en": "Your report to IT", "nl": "Uw melding aan IT"},
    "ui-report-kept": {
        "en": "The report lies on this PC too.",
        "nl": "Het verslag ligt ook op deze pc.",
    },
    "ui-hitch-busy": {
        "en": "Another report is on its way to IT. Try again in a moment.",
        "nl": "Er is al een ander verslag op weg naar IT. Probeer het zo meteen"
        " opnieuw.",
    },
    "ui-hitch-refused": {
        "en": "IT's settings do not let this be sent now. The report stays on this PC.",
        "nl": "Volgens de instellingen van IT kan dit nu niet weg. Het verslag blijft"
        " op deze pc.",
    },
    "ui-hitch-failed": {
        "en": "That did not work. Nothing is lost, and you can try again.",
        "nl": "Dat is niet gelukt. Er is niets verloren, en u kunt het opnieuw"
        " proberen.",
    },
}
