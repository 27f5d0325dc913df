"""What the employee can start from: it orders what is shown, and hides nothing."""

from __future__ import annotations

from agent.case import Seen
from agent.typed import Final

SYMPTOMS: Final[dict[str, tuple[str, ...]]] = {
    "internet": ("network", "login", "services", "disk", "performance"),
    "login": ("login", "network", "services", "disk", "performance"),
    "print": ("services", "network", "disk", "login", "performance"),
    "disk": ("disk", "services", "network", "login", "performance"),
    "slow": ("performance", "disk", "services", "network", "login"),
}
"""By symptom id: the families of checks, the likeliest first."""


SEVERITIES: Final = ("blocking", "annoying", "advice")


def rank(symptom: str, cause: Seen) -> tuple[bool, int, int]:
    """Return the place of a cause among others, to sort by; the least comes first."""
    families = SYMPTOMS.get(symptom, ())
    family, grave = cause.check.partition(".")[0], cause.severity
    return (
        grave == "advice",
        families.index(family) if family in families else len(families),
        SEVERITIES.index(grave) if grave in SEVERITIES else len(SEVERITIES),
    )
