"""What IT pastes from a desk's page is a policy, and the page is honest."""

import re
from pathlib import Path

import pytest

from agent.policy.parse import parse

PAGES = Path(__file__).parents[3] / "docs" / "desks"


@pytest.mark.parametrize("kind", ["topdesk", "servicenow", "jira"])
def test_the_rules_of_a_page_are_right(kind):
    text = (PAGES / f"{kind}.md").read_text()
    rules = re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1]

    desk = parse(rules.encode(), "page", frozenset).desk
    assert desk.kind == kind
    assert desk.url and desk.secret and desk.outage_field
    assert re.search(r"against a fake made from .* not against the product", text)
    assert len(text.splitlines()) <= 60
