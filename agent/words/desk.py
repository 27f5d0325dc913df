"""Phrases of what is handed to a desk, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final
from agent.words.terminal import count

DESK: Final[dict[str, dict[Any, Any]]] = {
    "desk-computer": {"en": "Computer: {name}", "nl": "Computer: {name}"},
    "desk-account": {"en": "Account: {name}", "nl": "Account: {name}"},
    "desk-nobody": {
        "en": "Nobody was at the keyboard: the timer's run found this.",
        "nl": "Er zat niemand aan de pc: de geplande controle vond dit.",
    },
    "desk-note": {"en": "The employee writes:", "nl": "De medewerker schrijft:"},
    "desk-tried": {"en": "Tried:", "nl": "Geprobeerd:"},
    "desk-untried": {
        "en": "Nothing was tried: no safe repair for this is allowed here.",
        "nl": "Er is niets geprobeerd: geen veilige herstelling is hier toegelaten.",
    },
    "desk-step": {"en": "- {what}: {result}", "nl": "- {what}: {result}"},
    "desk-report": {
        "en": "Report: {name} (SHA-256 {digest})",
        "nl": "Verslag: {name} (SHA-256 {digest})",
    },
    "desk-sealed": {
        "en": "It is sealed; open it with «blusser open».",
        "nl": "Het is verzegeld; open het met «blusser open».",
    },
    "desk-case": {
        "en": "Case {case}, Blusser {version}",
        "nl": "Dossier {case}, Blusser {version}",
    },
    "desk-consent": {
        "en": "Send this to IT?",
        "nl": "Dit naar IT sturen?",
    },
    "desk-holds": {
        "en": "The report holds: {items}. «--without NAME» leaves one out.",
        "nl": "In het verslag staan: {items}. «--without NAAM» laat er een weg.",
    },
    "desk-omitted": {
        "en": "Left out by whoever sent this: {items}",
        "nl": "Weggelaten door wie dit stuurde: {items}",
    },
    "desk-sent": {
        "en": "IT has it: ticket {number}.",
        "nl": "IT heeft het: ticket {number}.",
    },
    "desk-joined": {
        "en": "IT knows of it already: ticket {number}. Many PCs have this.",
        "nl": "IT weet het al: ticket {number}. Veel pc's hebben dit.",
    },
    "desk-crowd": {
        "en": "About {count} PCs have this (a rough count).",
        "nl": "Ongeveer {count} pc's hebben dit (ruw geteld).",
    },
    "desk-queued": {
        "en": "It waits here and is sent to IT as soon as that works.",
        "nl": "Het wacht hier en gaat naar IT zodra dat lukt.",
    },
    "desk-denied": {
        "en": "It waits here: IT's desk does not take it as it is. Tell IT; once that"
        " is put right, this is sent by itself.",
        "nl": "Het wacht hier: de helpdesk van IT neemt het zo niet aan. Meld dat aan"
        " IT; zodra dat in orde is, wordt dit vanzelf verstuurd.",
    },
    "desk-keyless": {
        "en": "It waits here: this account has no access to IT's desk. Tell IT; once it"
        " has, this is sent by itself.",
        "nl": "Het wacht hier: dit account heeft geen toegang tot de helpdesk van IT."
        " Meld dat aan IT; zodra het die heeft, wordt dit vanzelf verstuurd.",
    },
    "desk-watched": {
        "en": "This seems to be an outage for many. It is watched, and told to IT if it"
        " lasts.",
        "nl": "Dit lijkt een storing voor velen. Ze wordt gevolgd, en aan IT gemeld als"
        " ze aanhoudt.",
    },
    "desk-healed": {"en": "The outage is over.", "nl": "De storing is voorbij."},
    "desk-given-up": {
        "en": "It could not be sent for a month, and stays here.",
        "nl": "Het kon een maand lang niet weg, en blijft hier.",
    },
    "desk-left-out": {
        "en": "The desk finds {name} too large; it stays here.",
        "nl": "De helpdesk vindt {name} te groot; het blijft hier.",
    },
    "desk-empty": {"en": "Nothing waits for IT.", "nl": "Er wacht niets voor IT."},
    "desk-waiting": {
        "en": count("One report waits for IT.", "{count} reports wait for IT."),
        "nl": count(
            "Er wacht één verslag voor IT.", "{count} verslagen wachten op IT."
        ),
    },
    "desk-refused": {
        "en": "The desk does not take it: IT has to change something there first:"
        " {desk}.",
        "nl": "De helpdesk neemt het niet aan; IT moet daar eerst iets wijzigen:"
        " {desk}.",
    },
    "desk-later": {
        "en": "The desk could not be reached, or had no time: {desk}.",
        "nl": "De helpdesk was niet bereikbaar of had geen tijd: {desk}.",
    },
    "desk-stands": {
        "en": "Ticket {number} is there; its report still has to follow: {desk}.",
        "nl": "Ticket {number} is er; het verslag moet nog volgen: {desk}.",
    },
    "desk-untold": {
        "en": "The desk was not asked yet: {desk}.",
        "nl": "De helpdesk is nog niet gevraagd: {desk}.",
    },
    "desk-nowhere": {
        "en": "The rules name no desk any more.",
        "nl": "De regels noemen geen helpdesk meer.",
    },
    "desk-next": {"en": "Next try: {when}.", "nl": "Volgende poging: {when}."},
    "desk-soon": {
        "en": "It is tried again the next time Blusser runs.",
        "nl": "Blusser probeert het opnieuw zodra het weer draait.",
    },
    "desk-why": {"en": "For IT: {why}", "nl": "Voor IT: {why}"},
    "desk-well": {
        "en": "The desk at {url} is ready: signed in, rights and fields are there.",
        "nl": "De helpdesk op {url} is klaar: aangemeld, rechten en velden zijn er.",
    },
}
