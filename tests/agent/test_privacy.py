"""The pages name the kinds of secrets that the rules know, and no others."""

import re
from pathlib import Path

from agent.bundle.kinds import FAMILIES, NAMES, SECRETS

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
LIST = PAGE.with_name("redaction.md")
HEAD = "## The kinds that never leave\n\n"


def written():
    rows = [
        f"- **{name}**: {' · '.join(rule.name for rule in rules)}."
        for name, rules in FAMILIES.items()
    ]
    return "\n".join([*rows, ""])


def counted():
    families = ", ".join(f"{name} ({len(FAMILIES[name])})" for name in FAMILIES)
    return f"{len(SECRETS) + len(NAMES)} kinds: {families}."


def test_the_lists_of_kinds_are_those_of_the_rules():
    """Redraw them with ``python -m tests.agent.test_privacy``; a review sees it."""
    assert LIST.read_text().endswith(f"{HEAD}{written()}")
    assert PAGE.read_text().endswith(f"\n\n{counted()}\n")
    assert "(redaction.md)" in PAGE.read_text().partition(HEAD)[2]


def test_no_kind_is_left_out_of_the_families():
    known = [rule for rules in FAMILIES.values() for rule in rules]

    assert {rule.name for rule in known} == {r.name for r in (*SECRETS, *NAMES)}
    assert len(known) == len(SECRETS) + len(NAMES)


def test_it_is_one_page():
    assert len(PAGE.read_text().split()) < 1200
    assert len(re.findall("^## ", PAGE.read_text(), re.MULTILINE)) == 5


if __name__ == "__main__":
    above = LIST.read_text().partition(HEAD)[0]
    LIST.write_text(above + HEAD + written())
    told = PAGE.read_text().rpartition("\n\n")[0]
    PAGE.write_text(f"{told}\n\n{counted()}\n")
