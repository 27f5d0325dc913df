import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.codec import Mismatch, build, plain, to_json
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


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
)
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(PLAIN)
def test_what_is_written_as_json_is_read_as_the_same(data):
    assert json.loads(to_json(data)) == data


@pytest.mark.parametrize(
    "text", ["", 'a"b', "back\\slash", "\n\t\x00\x1f\x7f", "\udc80é"]
)
def test_text_of_every_kind_is_escaped_as_json_wants(text):
    assert json.loads(to_json({text: [text]})) == {text: [text]}
