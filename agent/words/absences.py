"""Why something is not on a PC, or not in a report; a part of the reasons."""

from __future__ import annotations

from agent.typed import Final

ABSENCES: Final[dict[str, dict[str, str]]] = {
    "whoever sent this left it out": {"nl": "wie dit stuurde, liet het weg"},
    "it was too large": {"nl": "te groot voor het verslag"},
    "too large": {"nl": "te groot voor het verslag"},
    "there was no room": {"nl": "er was geen plaats meer in het verslag"},
    "no room": {"nl": "er was geen plaats meer in het verslag"},
    "a rule of redaction failed": {
        "nl": "een regel voor het weglaten van gegevens liep hierop vast"
    },
    "this PC does not ask several name servers": {
        "nl": "deze pc vraagt niet aan verscheidene naamservers"
    },
    "this PC has no Wi-Fi": {"nl": "deze pc heeft geen wifi"},
    "no Wi-Fi network is joined, or nobody tells how strong it is": {
        "nl": "deze pc is met geen wifi verbonden, of de sterkte is niet bekend"
    },
    "nobody here answers small packets": {
        "nl": "hier antwoordt niemand op kleine pakketten"
    },
    "nobody here could be sent anything large": {
        "nl": "hier kon naar niemand iets groots gestuurd worden"
    },
    "this PC asks its name servers itself": {
        "nl": "deze pc vraagt zijn naamservers zelf"
    },
    "IT has named no internal names": {"nl": "IT heeft geen interne namen genoemd"},
    "IT has set no script that chooses a proxy": {
        "nl": "IT heeft geen script ingesteld dat een proxy kiest"
    },
    "no proxy is set here": {"nl": "hier is geen proxy ingesteld"},
    "this PC does not use IPv6 on this network": {
        "nl": "deze pc gebruikt geen IPv6 op dit netwerk"
    },
    "IT has named nothing that only a VPN reaches": {
        "nl": "IT heeft niets genoemd dat alleen via een VPN bereikbaar is"
    },
}
