"""What docs/security.md promises names the tests that keep it, and these exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
ROWS = dict(re.findall(r"^\| ([SRVC]\d+) \|[^|]*\| (.*) \|$", TEXT, re.MULTILINE))
MOST = {"S": 11, "R": 9, "V": 8, "C": 3}
WANTED = [f"{kind}{n}" for kind, most in MOST.items() for n in range(1, most + 1)]


def named_in(row):
    return re.findall(r"`(tests/[\w/]+\.py)`", row)


def test_every_requirement_has_its_row():
    assert list(ROWS) == WANTED


@pytest.mark.parametrize("name", WANTED)
def test_each_row_names_tests(name):
    assert named_in(ROWS[name])


@pytest.mark.parametrize("name", WANTED)
def test_the_tests_it_names_are_there_and_test_something(name):
    for path in named_in(ROWS[name]):
        assert "\ndef test_" in (ROOT / path).read_text(), path


def test_what_is_not_lent_is_named_with_its_reason():
    from agent.service.offer import NOT_LENT

    assert [one for one in NOT_LENT if f"`{one}`" not in TEXT] == []
