"""Phrases about repairs that an earlier run could not end, language beside language."""

from __future__ import annotations

from agent.typed import Any, Final
from agent.words.terminal import count

REPAIRS: Final[dict[str, dict[Any, Any]]] = {
    "recovered-title": {
        "en": "Blusser was cut short earlier",
        "nl": "Blusser werd eerder onderbroken",
    },
    "recovered-cured": {
        "en": "{doing}: this had helped, and stays.",
        "nl": "{doing}: dit had geholpen en blijft zo.",
    },
    "recovered-undone": {
        "en": "{doing}: what this had changed is back as it was.",
        "nl": "{doing}: wat dit veranderd had, is teruggezet zoals het was.",
    },
    "recovered-no-effect": {
        "en": "{doing}: this was not finished and changed no setting.",
        "nl": "{doing}: dit is niet afgewerkt en veranderde geen instelling.",
    },
    "recovered-failed": {
        "en": "{doing}: what this had changed could not be put back. Show this to IT.",
        "nl": "{doing}: wat dit veranderd had, kon niet worden teruggezet."
        " Toon dit aan IT.",
    },
    "repair-freed": {
        "en": "Freed {bytes}: {before} was free, now it is {after}.",
        "nl": "{bytes} vrijgemaakt: eerst was er {before} vrij, nu {after}.",
    },
    "status-cut-short": {
        "en": count(
            "{count} repair was cut short; «blusser fix» ends it or puts it back",
            "{count} repairs were cut short; «blusser fix» ends them or puts them back",
        ),
        "nl": count(
            "{count} herstel werd onderbroken; «blusser fix» werkt het af of zet het"
            " terug",
            "{count} herstellingen werden onderbroken; «blusser fix» werkt ze af of zet"
            " ze terug",
        ),
    },
    "status-aside": {
        "en": count(
            "{count} repair that could not be put back is noted for IT in {path}",
            "{count} repairs that could not be put back are noted for IT in {path}",
        ),
        "nl": count(
            "{count} herstel dat niet kon worden teruggezet, staat voor IT in {path}",
            "{count} herstellingen die niet konden worden teruggezet, staan voor IT in"
            " {path}",
        ),
    },
}
