import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.codec import Mismatch, build, plain
from agent.typed import Any
from agent.value import Value


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Leaf(Value):
    name: str
    size: float = 0.0


class Tree(Value):
    leaves: tuple[Leaf, ...]
    colour: Colour = Colour.RED
    note: str | None = None
    by_name: dict[str, Leaf] = {}
    tags: frozenset[str] = frozenset()
    age: int = 0
    anything: Any = None


leaves = st.builds(Leaf, st.text(), st.floats(allow_nan=False, allow_infinity=False))
trees = st.builds(
    Tree,
    st.lists(leaves).map(tuple),
    st.sampled_from(Colour),
    st.none() | st.text(),
    st.dictionaries(st.text(), leaves),
    st.frozensets(st.text()),
    st.integers(),
)


@given(trees)
def test_what_goes_through_json_comes_back_equal(tree):
    assert build(Tree, json.loads(json.dumps(plain(tree)))) == tree


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        ({}, ("leaves",), "is missing"),
        ({"leaves": 1}, ("leaves",), "must be a list"),
        ({"leaves": [{"name": 1}]}, ("leaves", "0", "name"), "must be a text"),
        ({"leaves": [], "age": True}, ("age",), "whole number"),
        ({"leaves": [], "colour": "green"}, ("colour",), "one of 'red', 'blue'"),
        ({"leaves": [], "colr": "red"}, ("colr",), "not known here"),
        ({"leaves": [], "note": 3}, ("note",), "must be a text"),
    ],
)
def test_a_mismatch_says_where_and_why(data, where, reason):
    with pytest.raises(Mismatch, match=reason) as caught:
        build(Tree, data)

    assert caught.value.where == where


def test_a_thing_without_a_plain_form_is_refused():
    with pytest.raises(TypeError, match="object has no plain form"):
        plain([object()])
