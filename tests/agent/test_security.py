"""What docs/security.md promises names the tests that keep it, and these exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
ROWS = dict(re.findall(r"^\| ([SR]\d+) \|[^|]*\| (.*) \|$", TEXT, re.MULTILINE))
WANTED = [f"S{n}" for n in range(1, 12)] + [f"R{n}" for n in range(1, 10)]
NOT_YET = "not in this version: "


def named_in(row):
    return re.findall(r"`(tests/[\w/]+\.py)`", row)


def test_every_requirement_has_its_row():
    assert list(ROWS) == WANTED


@pytest.mark.parametrize("name", WANTED)
def test_each_row_names_tests_or_says_why_not(name):
    assert named_in(ROWS[name]) or ROWS[name].startswith(NOT_YET)


@pytest.mark.parametrize("name", WANTED)
def test_the_tests_it_names_are_there_and_test_something(name):
    for path in named_in(ROWS[name]):
        assert "\ndef test_" in (ROOT / path).read_text(), path


def test_what_is_not_lent_is_named_with_its_reason():
    from agent.service.offer import NOT_LENT

    assert [one for one in NOT_LENT if f"`{one}`" not in TEXT] == []
