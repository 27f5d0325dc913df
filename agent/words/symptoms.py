"""What hurts, as a choice and as what is looked at first; keys begin symptom-."""

from __future__ import annotations

from agent.typed import Any, Final

SYMPTOMS: Final[dict[str, dict[Any, Any]]] = {
    "symptom-internet": {"en": "No internet", "nl": "Geen internet"},
    "symptom-slow-internet": {"en": "Slow internet", "nl": "Traag internet"},
    "symptom-wifi": {"en": "Wi-Fi", "nl": "Wifi"},
    "symptom-vpn": {"en": "VPN", "nl": "VPN"},
    "symptom-login": {"en": "Cannot sign in", "nl": "Kan niet aanmelden"},
    "symptom-print": {"en": "Cannot print", "nl": "Kan niet afdrukken"},
    "symptom-disk": {"en": "Disk full", "nl": "Schijf vol"},
    "symptom-slow": {"en": "PC is slow", "nl": "Pc is traag"},
    "symptom-sound": {"en": "No sound", "nl": "Geen geluid"},
    "symptom-mail": {"en": "Mail", "nl": "Mail"},
    "symptom-share": {"en": "Shared folders", "nl": "Gedeelde mappen"},
    "symptom-clock": {"en": "Wrong time", "nl": "Verkeerde tijd"},
    "symptom-internet-first": {"en": "the internet", "nl": "het internet"},
    "symptom-slow-internet-first": {
        "en": "the speed of the internet",
        "nl": "de snelheid van het internet",
    },
    "symptom-wifi-first": {"en": "Wi-Fi", "nl": "de wifi"},
    "symptom-vpn-first": {"en": "the VPN", "nl": "de VPN"},
    "symptom-login-first": {"en": "signing in", "nl": "het aanmelden"},
    "symptom-print-first": {"en": "printing", "nl": "het afdrukken"},
    "symptom-disk-first": {"en": "the disk", "nl": "de schijf"},
    "symptom-slow-first": {
        "en": "how fast this PC is",
        "nl": "de snelheid van deze pc",
    },
    "symptom-sound-first": {"en": "sound", "nl": "het geluid"},
    "symptom-mail-first": {
        "en": "what mail depends on",
        "nl": "waar mail van afhangt",
    },
    "symptom-share-first": {
        "en": "what shared folders depend on",
        "nl": "waar gedeelde mappen van afhangen",
    },
    "symptom-clock-first": {"en": "the clock", "nl": "de klok"},
    "symptom-said": {
        "en": "You said: «{said}». Blusser looks at {first} first, and at everything"
        " else too.",
        "nl": "U zei: «{said}». Blusser kijkt eerst {first} na, en ook al de rest.",
    },
    "symptom-chosen": {
        "en": "Blusser looks at {first} first, and at everything else too.",
        "nl": "Blusser kijkt eerst {first} na, en ook al de rest.",
    },
    "symptom-unknown": {
        "en": "You said: «{said}». Blusser does not know where to look first, so it"
        " looks at everything.",
        "nl": "U zei: «{said}». Blusser weet niet waar eerst te kijken, en kijkt daarom"
        " alles na.",
    },
}
