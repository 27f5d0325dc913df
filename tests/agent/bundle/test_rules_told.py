"""Every rule is named in the language of whoever reads what was taken out."""

import pytest

from agent.bundle.kinds import FAMILIES
from agent.bundle.rules_told import rule_told
from agent.words import LANGUAGES, Words

RULES = [rule.name for rules in FAMILIES.values() for rule in rules]


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("rule", RULES)
def test_no_rule_is_named_in_english_alone(rule, language):
    with_words = rule_told(rule, Words(language)) != rule
    has_phrase = rule in ("cookie",)

    assert with_words or has_phrase


def test_in_english_a_rule_has_its_own_name():
    assert rule_told("token of GitHub", Words("en")) == "token of GitHub"


def test_a_rule_of_a_newer_blusser_keeps_its_name():
    assert rule_told("secret of tomorrow", Words("nl")) == "secret of tomorrow"
