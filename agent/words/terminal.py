"""Phrases of the command line, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final


def count(one: str, other: str) -> dict[str, str]:
    """Return the two forms of a phrase that has a number in it."""
    return {"by": "count", "one": one, "other": other}


TERMINAL: Final[dict[str, dict[Any, Any]]] = {
    "family-network": {"en": "Network", "nl": "Netwerk"},
    "family-disk": {"en": "Disk", "nl": "Schijf"},
    "family-login": {"en": "Sign-in", "nl": "Aanmelden"},
    "family-services": {"en": "Services", "nl": "Diensten"},
    "family-performance": {"en": "Speed", "nl": "Snelheid"},
    "family-own": {"en": "Checks by IT", "nl": "Controles van IT"},
    "own-question": {
        "en": "what IT checks here is in order ({name})",
        "nl": "in orde is wat IT hier nakijkt ({name})",
    },
    "result-healthy": {"en": "All is well", "nl": "Alles in orde"},
    "result-repaired": {"en": "Fixed", "nl": "Opgelost"},
    "result-problems": {"en": "Needs attention", "nl": "Vraagt aandacht"},
    "result-unsure": {"en": "Not everything known", "nl": "Niet alles bekend"},
    "nothing-leaves": {
        "en": "Nothing was sent.",
        "nl": "Er is niets verstuurd.",
    },
    "cli-starting": {"en": "Looking at this PC…", "nl": "Deze pc wordt nagekeken…"},
    "cli-waiting": {
        "en": "Another run of Blusser is going on; waiting for it to end…",
        "nl": "Blusser is al bezig op deze pc; even wachten tot dat klaar is…",
    },
    "cli-healthy": {"en": "All is well.", "nl": "Alles in orde."},
    "cli-repaired": {"en": "Fixed.", "nl": "Opgelost."},
    "cli-unsure": {
        "en": "Nothing wrong was found, but not everything could be found out.",
        "nl": "Er is niets gevonden, maar niet alles kon worden nagegaan.",
    },
    "cli-problems": {
        "en": "Something is wrong on this PC.",
        "nl": "Er is iets mis op deze pc.",
    },
    "cli-needs-it": {
        "en": "Blusser could not repair everything.",
        "nl": "Blusser kon niet alles herstellen.",
    },
    "cli-echoes": {
        "en": "Follows from this: {titles}.",
        "nl": "Gevolg hiervan: {titles}.",
    },
    "outage": {
        "en": "This is not a fault of your computer: others will see the same.",
        "nl": "Dit ligt niet aan uw computer: anderen zullen hetzelfde zien.",
    },
    "cli-done": {"en": "What was done", "nl": "Wat er gedaan is"},
    "cli-unsure-title": {
        "en": "Could not find out whether",
        "nl": "Kon niet nagaan of",
    },
    "cli-step-cured": {"en": "{done} ({took} s)", "nl": "{done} ({took} s)"},
    "cli-step-no-effect": {
        "en": "{doing}: this did not help.",
        "nl": "{doing}: dit hielp niet.",
    },
    "cli-step-undone": {
        "en": "{doing}: this did not help and was put back as it was.",
        "nl": "{doing}: dit hielp niet en is teruggezet zoals het was.",
    },
    "cli-step-failed": {
        "en": "{doing}: this failed ({why}).",
        "nl": "{doing}: dit is mislukt ({why}).",
    },
    "cli-step-refused": {
        "en": "{doing}: not done, because {why}.",
        "nl": "{doing}: niet gedaan ({why}).",
    },
    "cli-step-skipped": {
        "en": "{doing}: left out, because {why}.",
        "nl": "{doing}: overgeslagen ({why}).",
    },
    "checks-title": {"en": "Blusser asks whether", "nl": "Blusser vraagt of"},
    "cli-why-for-it": {"en": "for IT: {why}", "nl": "voor IT: {why}"},
    "cli-between": {"en": "; ", "nl": "; "},
    "cli-can-repair": {
        "en": "Blusser can try to repair this: run «blusser fix».",
        "nl": "Blusser kan dit proberen te herstellen: voer «blusser fix» uit.",
    },
    "cli-consent": {
        "en": "May Blusser do this: {doing}? [y/N]",
        "nl": "Mag Blusser dit doen: {doing}? [j/N]",
    },
    "cli-asked": {
        "en": count("{count} question in {took} s.", "{count} questions in {took} s."),
        "nl": count("{count} vraag in {took} s.", "{count} vragen in {took} s."),
    },
    "cli-family": {
        "en": count("{family}: {count} question", "{family}: {count} questions"),
        "nl": count("{family}: {count} vraag", "{family}: {count} vragen"),
    },
    "cli-not-here": {
        "en": count(
            ", {count} more does not apply to this PC",
            ", {count} more do not apply to this PC",
        ),
        "nl": ", nog {count} niet van toepassing op deze pc",
    },
    "cli-bundle": {
        "en": "A report for IT lies in {path}",
        "nl": "Een verslag voor IT staat in {path}",
    },
    "cli-no-bundle": {
        "en": "The report for IT could not be written: {why}.",
        "nl": "Het verslag voor IT kon niet worden geschreven: {why}.",
    },
    "cli-replayed": {
        "en": "Replayed from a report of {started}, Blusser {version}.",
        "nl": "Herspeeld uit een verslag van {started}, Blusser {version}.",
    },
    "cli-no-history": {
        "en": "Blusser has not run here yet.",
        "nl": "Blusser is hier nog niet gebruikt.",
    },
    "cli-history": {
        "en": "{when} {result} ({took} s) {id}",
        "nl": "{when} {result} ({took} s) {id}",
    },
    "service-listens": {
        "en": "The service waits at {path}; it runs only while somebody asks",
        "nl": "De dienst wacht op {path}; hij draait alleen zolang iemand iets vraagt",
    },
    "service-none": {
        "en": "There is no service here: what needs administrator rights is"
        " said, and not done",
        "nl": "Er is hier geen dienst: wat beheerdersrechten vraagt, wordt gezegd"
        " en niet gedaan",
    },
    "service-who-all": {
        "en": "May ask: whoever sits at this PC",
        "nl": "Mag vragen: wie aan deze pc zit",
    },
    "service-who-named": {
        "en": "May ask: {names}",
        "nl": "Mag vragen: {names}",
    },
    "service-remote": {
        "en": "Also from afar",
        "nl": "Ook vanop afstand",
    },
    "service-repairs": {
        "en": "Repairs that need it: {names}",
        "nl": "Herstellingen die hem nodig hebben: {names}",
    },
    "service-asks": {
        "en": "Checks that need it: {names}",
        "nl": "Controles die hem nodig hebben: {names}",
    },
    "service-nothing": {
        "en": "Of what it did, there is nothing to show here.",
        "nl": "Van wat hij deed, valt hier niets te tonen.",
    },
    "status-policy": {"en": "Rules: {source}", "nl": "Regels: {source}"},
    "status-built-in": {"en": "the built-in ones", "nl": "de ingebouwde"},
    "status-state": {"en": "Folder: {path}", "nl": "Map: {path}"},
    "status-waiting": {
        "en": count("{count} report in {path}", "{count} reports in {path}"),
        "nl": count("{count} verslag in {path}", "{count} verslagen in {path}"),
    },
}
