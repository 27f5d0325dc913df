"""The measure beside other tools measures: they see what is theirs to see."""

import pytest

from tests.bench import recall

pytestmark = pytest.mark.lab
TOOLS = recall.tools()
MINE = [
    recall.sample("ether «00:16:3e:5e:6c:0d»"),
    recall.sample(f"on «{recall.KNOWN['user']}»"),
]
AWS = [recall.sample("aws_access_key_id = «AKIA" + "ZY5JX2WVQ7T4KM3N»")]


def test_all_three_are_there():
    assert list(TOOLS) == ["Blusser", "sos clean", "detect-secrets"]


@pytest.mark.parametrize(
    ("tool", "samples"),
    [("Blusser", MINE + AWS), ("sos clean", MINE), ("detect-secrets", AWS)],
)
def test_each_sees_what_it_was_made_for(tool, samples):
    assert recall.seen(TOOLS[tool], samples) == len(samples)


@pytest.mark.parametrize("tool", TOOLS)
def test_none_is_credited_with_what_it_left(tool):
    plain = [("out of paper", ["paper"])]

    assert recall.seen(TOOLS[tool], plain) == 0
    assert recall.seen(lambda texts: list(texts), MINE + AWS) == 0


def test_ours_sees_all_and_leaves_what_is_harmless():
    samples = [one for group in recall.families().values() for one in group]

    assert recall.seen(recall.blusser, samples) == len(samples)
    assert recall.taken(recall.blusser) == 0
