"""The groups of secrets, as a report names what was taken out of it."""

from __future__ import annotations

from agent.typed import Any, Final

GROUPS: Final[dict[str, dict[Any, Any]]] = {
    "report-group-private-keys-and-what-opens-a-disk": {
        "en": "private key, or what opens a disk",
        "nl": "privésleutel, of wat een schijf opent",
    },
    "report-group-what-stands-for-a-password": {
        "en": "what stands for a password",
        "nl": "wat voor een wachtwoord staat",
    },
    "report-group-tokens-of-services": {
        "en": "token of a service",
        "nl": "toegangsbewijs van een dienst",
    },
    "report-group-wireless-networks-and-tunnels": {
        "en": "key of a wireless network or VPN",
        "nl": "sleutel van wifi of VPN",
    },
    "report-group-devices": {"en": "key of a device", "nl": "sleutel van een apparaat"},
    "report-group-windows": {"en": "secret of Windows", "nl": "geheim van Windows"},
    "report-group-command-lines": {
        "en": "password on a command line",
        "nl": "wachtwoord in een opdracht",
    },
    "report-group-the-web": {"en": "secret of the web", "nl": "geheim van het web"},
    "report-group-files-and-settings": {
        "en": "password in a file or setting",
        "nl": "wachtwoord in een bestand of instelling",
    },
    "report-group-numbers-of-people": {
        "en": "number of a person",
        "nl": "nummer van een persoon",
    },
    "report-group-numbers-of-machines": {
        "en": "number of this machine or a part of it",
        "nl": "nummer van dit toestel of een deel ervan",
    },
    "report-group-hardware-addresses": {
        "en": "hardware address",
        "nl": "hardwareadres",
    },
    "report-group-what-only-looks-random": {
        "en": "what looks like a secret",
        "nl": "wat op een geheim lijkt",
    },
    "report-group-other-people": {"en": "somebody else", "nl": "iemand anders"},
}
