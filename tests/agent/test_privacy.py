"""docs/privacy.md names the kinds of secrets that the rules know, and no others."""

import re
from pathlib import Path

from agent.bundle.kinds import FAMILIES, NAMES, SECRETS

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


def written():
    rows = [
        f"- **{name}**: {' · '.join(rule.name for rule in rules)}."
        for name, rules in FAMILIES.items()
    ]
    return "\n".join([*rows, ""])


def test_the_list_of_kinds_is_the_one_of_the_rules():
    """Redraw it with ``python -m tests.agent.test_privacy``; a review sees it."""
    text = PAGE.read_text()

    assert text.endswith(f"## The kinds that never leave\n\n{written()}")


def test_no_kind_is_left_out_of_the_families():
    known = [rule for rules in FAMILIES.values() for rule in rules]

    assert {rule.name for rule in known} == {r.name for r in (*SECRETS, *NAMES)}
    assert len(known) == len(SECRETS) + len(NAMES)


def test_it_is_one_page():
    assert len(PAGE.read_text().split()) < 1200
    assert len(re.findall("^## ", PAGE.read_text(), re.MULTILINE)) == 5


if __name__ == "__main__":
    head = PAGE.read_text().partition("## The kinds that never leave\n\n")
    PAGE.write_text(head[0] + head[1] + written())
