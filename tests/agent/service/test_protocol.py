"""Two sentences get through, and nothing else does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.codec import hints
from agent.host.ports.rights import Lent, Told
from agent.service.protocol import (
    FORMS,
    LONGEST_ANSWER,
    LONGEST_REQUEST,
    SENTENCES,
    Apply,
    Ask,
    CheckId,
    Digest,
    Fixed,
    FixId,
    Key,
    Offer,
    Ready,
    Reason,
    Refusal,
    Unheard,
    answered,
    reply,
    request,
    sentence,
    size,
)
from agent.value import Value

DIGEST, KEY = "a" * 64, "0123456789abcdef" * 2
OFFER = Offer(frozenset({"login.trusted"}), frozenset({"flush_cache"}), DIGEST)
ASK = {"do": "ask", "check": "login.trusted", "catalogue": DIGEST}
APPLY = {"do": "apply", "fix": "flush_cache", "key": KEY, "catalogue": DIGEST}


def said(table):
    return json.dumps(table).encode()


def refused(data):
    with pytest.raises(Unheard) as no:
        request(data, OFFER)
    return no.value.reason


def free_texts(kinds):
    """Return the fields of requests that could hold whatever somebody writes."""
    return [
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name in kind.__match_args__
        if not issubclass(hints(kind)[name], Fixed)
        or hints(kind)[name].fits.__func__ is Fixed.fits.__func__
    ]


def test_the_two_sentences_are_understood():
    assert request(said(ASK), OFFER) == Ask(CheckId("login.trusted"), Digest(DIGEST))
    assert request(said(APPLY), OFFER) == Apply(
        FixId("flush_cache"), Key(KEY), Digest(DIGEST)
    )


def test_what_a_client_says_is_what_the_service_hears():
    for table in (ASK, APPLY):
        asked = request(said(table), OFFER)

        assert request(sentence(asked)[4:], OFFER) == asked


def test_there_are_two_sentences():
    assert SENTENCES == {"ask": Ask, "apply": Apply}


def test_no_request_holds_free_text():
    assert free_texts(SENTENCES.values()) == []
    assert {key: hints(key[0])[key[1]] for key in FORMS} == FORMS
    assert {k for k, _ in FORMS} == set(SENTENCES.values())


def test_a_request_with_free_text_would_be_noticed():
    class Run(Value):
        command: str

    class Loose(Value):
        fix: Fixed

    assert free_texts([Run, Loose]) == ["Run.command", "Loose.fix"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"fix": "rm -rf /"}, Reason.UNKNOWN),
        ({"fix": "flush_cache "}, Reason.UNKNOWN),
        ({"fix": "login.trusted"}, Reason.UNKNOWN),
        ({"fix": ""}, Reason.UNKNOWN),
        ({"key": KEY.upper()}, Reason.SHAPE),
        ({"key": KEY[:-1]}, Reason.SHAPE),
        ({"key": KEY[:-1] + "\n"}, Reason.SHAPE),
        ({"key": "../" + KEY[3:]}, Reason.SHAPE),
        ({"key": 5}, Reason.SHAPE),
        ({"key": None}, Reason.SHAPE),
        ({"key": [KEY]}, Reason.SHAPE),
        ({"key": {"a": KEY}}, Reason.SHAPE),
        ({"catalogue": "b" * 64}, Reason.VERSION),
        ({"catalogue": "b"}, Reason.SHAPE),
        ({"do": "run"}, Reason.SHAPE),
        ({"do": "ask"}, Reason.SHAPE),
        ({"more": "x"}, Reason.SHAPE),
    ],
)
def test_anything_else_is_refused(change, reason):
    assert refused(said(APPLY | change)) is reason


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'"apply"',
        b"{",
        b"\xff\xfe",
        b"[" * 1000,
        b'{"a":' * 100,
        said(APPLY) + b"x",
        said(APPLY) + said(APPLY),
        said(APPLY)[:-1] + b',"key":"' + KEY.encode() + b'"}',
        said(APPLY).replace(b'"apply"', b"NaN"),
        said(APPLY | {"fix": "flush_cache" + " " * LONGEST_REQUEST}),
    ],
)
def test_what_is_no_flat_table_of_texts_is_refused(data):
    assert refused(data) is Reason.SHAPE


@given(st.binary(max_size=2000))
def test_no_bytes_do_anything_but_get_refused(data):
    assert refused(data) in Reason


@given(
    st.dictionaries(
        st.sampled_from(["do", "fix", "key", "check", "catalogue", "x"]),
        st.text('ab09 ./\\"{[\n', max_size=40)
        | st.sampled_from([*ASK.values(), *APPLY.values()]),
    )
)
def test_what_gets_through_holds_only_ids_of_the_catalogue_and_digits(table):
    try:
        asked = request(said(table), OFFER)
    except Unheard:
        return

    values = {str(getattr(asked, name)) for name in asked.__match_args__}
    digits = {one for one in values if set(one) <= set("0123456789abcdef")}
    assert values - digits <= {*OFFER.checks, *OFFER.fixes}


@pytest.mark.parametrize("head", [b"", b"\0\0\1", b"\0\0\0\0", b"\x40\0\0\0"])
def test_a_length_beyond_the_cap_is_refused_before_a_byte_is_read(head):
    with pytest.raises(Unheard):
        size(head, LONGEST_REQUEST)


@pytest.mark.parametrize(
    "told",
    [
        Ready(DIGEST),
        Refusal(Reason.BUSY),
        Lent("undone", "it did not help"),
        Told("found", "trust-broken", {"realm": "LAB.TEST", "n": 3, "on": True}),
        Told("found", "x", {"names": ("a", "b")}),
        Told("unsure", why="the service could not find it out"),
    ],
)
def test_answers_come_back_as_they_were(told):
    data = answered(told)

    assert size(data[:4], LONGEST_ANSWER) == len(data) - 4
    assert reply(data[4:]) == told


@given(st.binary(max_size=300))
def test_an_answer_that_is_none_is_refused_by_the_client_too(data):
    with pytest.raises(Unheard):
        reply(data)
