"""Phrases of the report for IT, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final
from agent.words.charts import CHARTS
from agent.words.groups import GROUPS
from agent.words.terminal import count

REPORT: Final[dict[str, dict[Any, Any]]] = {
    **GROUPS,
    **CHARTS,
    "report-title": {"en": "Report for IT", "nl": "Verslag voor IT"},
    "report-headline-healthy": {
        "en": "Nothing wrong was found",
        "nl": "Er is niets gevonden",
    },
    "report-headline-repaired": {
        "en": "Everything found was repaired",
        "nl": "Alles wat gevonden is, is hersteld",
    },
    "report-headline-problems": {
        "en": count("One cause is left", "{count} causes are left"),
        "nl": count("Er blijft één oorzaak", "Er blijven {count} oorzaken"),
    },
    "report-headline-unsure": {
        "en": "Nothing found, but not everything could be told",
        "nl": "Niets gevonden, maar niet alles kon worden nagegaan",
    },
    "report-causes": {"en": "Causes", "nl": "Oorzaken"},
    "report-left": {"en": "still there", "nl": "nog aanwezig"},
    "report-cured": {"en": "repaired", "nl": "hersteld"},
    "report-outage": {
        "en": "outage, many PCs will see it",
        "nl": "storing, veel pc's zullen ze zien",
    },
    "report-advice": {
        "en": "What the employee was told",
        "nl": "Wat de medewerker te lezen kreeg",
    },
    "report-seen": {"en": "What was seen", "nl": "Wat er gezien is"},
    "report-versions": {"en": "Versions", "nl": "Versies"},
    "report-echoes": {"en": "Follows from this", "nl": "Gevolg hiervan"},
    "report-doubted": {
        "en": "Doubted: something that needs it works",
        "nl": "Betwijfeld: iets dat ervan afhangt, werkt",
    },
    "report-steps": {"en": "What was tried", "nl": "Wat er geprobeerd is"},
    "report-repair": {"en": "Repair", "nl": "Herstelling"},
    "report-for": {"en": "For", "nl": "Voor"},
    "report-result": {"en": "Result", "nl": "Resultaat"},
    "report-said": {
        "en": "What the check says at the end",
        "nl": "Wat de controle op het einde zegt",
    },
    "report-seconds": {"en": "Seconds", "nl": "Seconden"},
    "report-unsure": {"en": "Could not be told", "nl": "Kon niet worden nagegaan"},
    "report-checks": {
        "en": "All checks, before and after",
        "nl": "Alle controles, voor en na",
    },
    "report-check": {"en": "Asked whether", "nl": "Nagegaan of"},
    "report-before": {"en": "Before", "nl": "Voor"},
    "report-after": {"en": "After", "nl": "Na"},
    "report-details": {"en": "Details", "nl": "Details"},
    "report-machine": {"en": "This computer", "nl": "Deze computer"},
    "report-os": {"en": "System", "nl": "Systeem"},
    "report-kernel": {"en": "Kernel", "nl": "Kernel"},
    "report-arch": {"en": "Architecture", "nl": "Architectuur"},
    "report-uptime": {"en": "Running for", "nl": "Draait al"},
    "report-started": {"en": "Started (UTC)", "nl": "Gestart (UTC)"},
    "report-took": {"en": "Took", "nl": "Duurde"},
    "report-trigger": {"en": "Asked for by", "nl": "Gevraagd door"},
    "report-symptom": {"en": "Symptom named", "nl": "Genoemde klacht"},
    "report-case": {"en": "Case", "nl": "Geval"},
    "report-privacy": {"en": "What is not in here", "nl": "Wat hier niet in staat"},
    "report-nothing-withheld": {
        "en": "Nothing that was asked for had to be left out.",
        "nl": "Niets van wat gevraagd is, moest worden weggelaten.",
    },
    "report-nothing-removed": {
        "en": "No name and no secret had to be replaced.",
        "nl": "Geen naam en geen geheim moest worden vervangen.",
    },
    "report-removed": {
        "en": "Replaced by stand-ins, by rule",
        "nl": "Vervangen door schuilnamen, per regel",
    },
    "report-size": {
        "en": "{size}; it opens in any browser: report.html inside",
        "nl": "{size}; leesbaar in elke browser: report.html in het bestand",
    },
    "report-withheld": {"en": "Left out", "nl": "Weggelaten"},
    "report-not-allowed": {
        "en": "not on the list of what may leave a computer",
        "nl": "niet op de lijst van wat een computer mag verlaten",
    },
    "report-too-large": {
        "en": "too large for a bundle",
        "nl": "te groot voor een bundel",
    },
    "report-no-room": {
        "en": "no room was left for it",
        "nl": "er was geen plaats meer voor",
    },
    "report-rule-failed": {
        "en": "a rule of redaction failed on it",
        "nl": "een regel voor het weglaten van gegevens liep erop vast",
    },
    "report-left-out": {
        "en": "whoever sent this left it out",
        "nl": "wie dit stuurde, liet het weg",
    },
    "report-page-full": {
        "en": count(
            "One entry did not fit on this page; see case.json.",
            "{count} entries did not fit on this page; see case.json.",
        ),
        "nl": count(
            "Eén regel paste niet op deze pagina; zie case.json.",
            "{count} regels pasten niet op deze pagina; zie case.json.",
        ),
    },
    "report-replay": {"en": "See it again", "nl": "Opnieuw bekijken"},
    "report-replay-text": {
        "en": "This makes the same diagnosis from the recorded answers, on any"
        " computer. It asks nothing of that computer and changes nothing on it.",
        "nl": "Dit stelt dezelfde diagnose uit de opgenomen antwoorden, op om het even"
        " welke computer. Het vraagt die computer niets en verandert er niets.",
    },
    "report-state-healthy": {"en": "healthy", "nl": "in orde"},
    "report-state-found": {"en": "found", "nl": "gevonden"},
    "report-state-unsure": {"en": "unsure", "nl": "onbekend"},
    "report-state-absent": {"en": "not here", "nl": "niet hier"},
    "report-step-cured": {"en": "cured", "nl": "hersteld"},
    "report-step-no-effect": {"en": "no effect", "nl": "zonder effect"},
    "report-step-undone": {"en": "undone", "nl": "teruggezet"},
    "report-step-failed": {"en": "failed", "nl": "mislukt"},
    "report-step-refused": {"en": "refused", "nl": "geweigerd"},
    "report-step-skipped": {"en": "skipped", "nl": "overgeslagen"},
    "report-severity-blocking": {"en": "blocking", "nl": "blokkerend"},
    "report-severity-annoying": {"en": "annoying", "nl": "hinderlijk"},
    "report-severity-advice": {"en": "advice", "nl": "advies"},
    "report-trigger-cli": {"en": "the command line", "nl": "de opdrachtregel"},
    "report-trigger-window": {"en": "the window", "nl": "het venster"},
    "report-trigger-schedule": {"en": "the schedule", "nl": "de planning"},
    "report-trigger-service": {"en": "the service", "nl": "de dienst"},
    "report-rule-private-key": {"en": "private key", "nl": "privésleutel"},
    "report-rule-credentials-in-an-address": {
        "en": "credentials in an address",
        "nl": "aanmeldgegevens in een adres",
    },
    "report-rule-question-in-an-address": {
        "en": "question in an address",
        "nl": "zoekvraag in een adres",
    },
    "report-rule-wireless-key": {"en": "wireless key", "nl": "draadloze sleutel"},
    "report-rule-password-on-a-command-line": {
        "en": "password on a command line",
        "nl": "wachtwoord op een opdrachtregel",
    },
    "report-rule-authorization-header": {
        "en": "authorization header",
        "nl": "aanmelding in een webverzoek",
    },
    "report-rule-cookie": {"en": "cookie", "nl": "cookie"},
    "report-rule-bearer-token": {"en": "bearer token", "nl": "toegangsbewijs (bearer)"},
    "report-rule-web-token": {"en": "web token", "nl": "webtoken (JWT)"},
    "report-rule-password-or-key-by-its-name": {
        "en": "password or key by its name",
        "nl": "wachtwoord of sleutel, herkend aan de naam",
    },
    "report-rule-token-of-a-known-service": {
        "en": "token of a known service",
        "nl": "toegangsbewijs van een bekende dienst",
    },
    "report-rule-password-hash": {
        "en": "password hash",
        "nl": "hash van een wachtwoord",
    },
    "report-rule-encryption-key": {
        "en": "encryption key",
        "nl": "versleutelingssleutel",
    },
    "report-rule-product-key": {"en": "product key", "nl": "productsleutel"},
    "report-rule-national-number": {
        "en": "national number",
        "nl": "rijksregisternummer",
    },
    "report-rule-bank-account": {"en": "bank account", "nl": "rekeningnummer"},
    "report-rule-disk-recovery-key": {
        "en": "disk recovery key",
        "nl": "herstelsleutel van een schijf",
    },
    "report-rule-long-number-in-hex": {
        "en": "long number in hex",
        "nl": "lang hexadecimaal getal",
    },
    "report-rule-long-random-word": {
        "en": "long random word",
        "nl": "lang willekeurig woord",
    },
    "report-rule-e-mail-address": {"en": "e-mail address", "nl": "e-mailadres"},
    "report-rule-home-folder-of-somebody-else": {
        "en": "home folder of somebody else",
        "nl": "thuismap van iemand anders",
    },
    "report-rule-user-of-this-computer": {
        "en": "account of this computer's user",
        "nl": "gebruiker van deze computer",
    },
    "report-rule-name-of-this-computer": {
        "en": "name of this computer's user",
        "nl": "naam van de gebruiker van deze computer",
    },
    "report-rule-host-of-this-computer": {
        "en": "name of this computer",
        "nl": "naam van deze computer",
    },
    "report-rule-domain-of-this-computer": {
        "en": "domain of this computer",
        "nl": "domein van deze computer",
    },
    "report-rule-home-of-this-computer": {
        "en": "home folder on this computer",
        "nl": "thuismap op deze computer",
    },
    "report-rule-address-of-this-computer": {
        "en": "public address of this computer",
        "nl": "publiek adres van deze computer",
    },
}
