"""What was taken out of a report, named in the language of whoever reads it."""

from __future__ import annotations

from contextlib import suppress

from agent.bundle.kinds import FAMILIES
from agent.words import Words


def rule_told(rule: str, words: Words) -> str:
    """Return the name of a rule; where it has no words, its group and its own name."""
    with suppress(KeyError):
        return words.phrase(f"report-rule-{rule.replace(' ', '-')}")
    if words.language == "en":
        return rule
    for family, rules in FAMILIES.items():
        if any(one.name == rule for one in rules):
            slug = family.lower().replace(",", "").replace(" ", "-")
            return f"{words.phrase(f'report-group-{slug}')} ({rule})"
    return rule
