"""Phrases beside the charts of the report."""

from __future__ import annotations

from agent.typed import Any, Final

CHARTS: Final[dict[str, dict[Any, Any]]] = {
    "report-charts": {"en": "Measured", "nl": "Gemeten"},
    "report-chart-rooms": {
        "en": "How full the disks are",
        "nl": "Hoe vol de schijven zijn",
    },
    "report-chart-free": {
        "en": "{free} free of {size}",
        "nl": "{free} vrij van {size}",
    },
    "report-chart-answers": {
        "en": "How quickly small packets were answered",
        "nl": "Hoe snel kleine pakketten beantwoord werden",
    },
    "report-chart-answered": {
        "en": "{middle} ms in the middle, {worst} ms at worst, {lost} of {count} lost",
        "nl": "in het midden {middle} ms, hoogstens {worst} ms, {lost} van {count} weg",
    },
    "report-withheld-item": {"en": "{item}: {why}", "nl": "{item}: {why}"},
}
