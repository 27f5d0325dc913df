"""What the employee can start from: it orders what is shown, and hides nothing."""

from __future__ import annotations

from agent.typed import Final

SYMPTOMS: Final[dict[str, tuple[str, ...]]] = {
    "internet": ("network", "login", "services", "disk"),
    "login": ("login", "network", "services", "disk"),
    "print": ("services", "network", "disk", "login"),
    "disk": ("disk", "services", "network", "login"),
    "slow": ("disk", "services", "network", "login"),
}
"""By symptom id: the families of checks, the likeliest first."""


def order(symptom: str, family: str) -> int:
    """Return how soon a finding of this family is shown; 0 is first."""
    return SYMPTOMS[symptom].index(family) if symptom in SYMPTOMS else 0
