"""Phrases of ``blusser speed``, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final

SPEED: Final[dict[str, dict[Any, Any]]] = {
    "speed-nothing-named": {
        "en": "IT has not said against which server the speed of this PC's connection"
        " may be measured.",
        "nl": "IT heeft niet gezegd met welke server de snelheid van de verbinding van"
        " deze pc gemeten mag worden.",
    },
    "speed-fetches": {
        "en": "This fetches at most {most} from {host}.",
        "nl": "Dit haalt hoogstens {most} op bij {host}.",
    },
    "speed-sends": {
        "en": "This sends at most {most} to {host}.",
        "nl": "Dit verstuurt hoogstens {most} naar {host}.",
    },
    "speed-both": {
        "en": "This fetches at most {most} from {host} and sends at most as much to"
        " it.",
        "nl": "Dit haalt hoogstens {most} op bij {host} en verstuurt er hoogstens"
        " evenveel naartoe.",
    },
    "speed-public": {
        "en": "This measures with public servers on the internet, chosen by"
        " speedtest-cli. They see your internet address, and some hundreds of"
        " megabytes may be moved.",
        "nl": "Dit meet met openbare servers op het internet, gekozen door"
        " speedtest-cli. Die zien uw internetadres, en er kunnen enkele honderden"
        " megabytes over de lijn gaan.",
    },
    "speed-download": {
        "en": "Download: {mbit} Mbit/s ({moved} in {took} s)",
        "nl": "Ophalen: {mbit} Mbit/s ({moved} in {took} s)",
    },
    "speed-upload": {
        "en": "Upload: {mbit} Mbit/s ({moved} in {took} s)",
        "nl": "Versturen: {mbit} Mbit/s ({moved} in {took} s)",
    },
    "speed-plain-download": {
        "en": "Download: {mbit} Mbit/s",
        "nl": "Ophalen: {mbit} Mbit/s",
    },
    "speed-plain-upload": {
        "en": "Upload: {mbit} Mbit/s",
        "nl": "Versturen: {mbit} Mbit/s",
    },
    "speed-latency": {
        "en": "An answer takes {ms} ms.",
        "nl": "Een antwoord duurt {ms} ms.",
    },
    "speed-slow": {
        "en": "That is slow: IT expects at least {least} Mbit/s here.",
        "nl": "Dat is traag: IT verwacht hier minstens {least} Mbit/s.",
    },
    "speed-failed": {
        "en": "The speed could not be measured: {why}.",
        "nl": "De snelheid kon niet worden gemeten: {why}.",
    },
}
