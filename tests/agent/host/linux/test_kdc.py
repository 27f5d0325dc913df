"""What a Kerberos server says to a question that proves nothing."""

import time

import pytest

from agent.host.linux import der, kdc
from agent.host.linux.kdc import Said
from agent.host.trouble import HostError
from tests.agent.host.linux.toykdc import LOCKED, error, extended, serving


def asked(port, seconds=1.0):
    return kdc.ask("127.0.0.1", port, "A.ORG", "els", seconds)


@pytest.mark.parametrize("code", [6, 18, 23, 24, 25, 68])
def test_an_error_is_an_answer_and_tells_the_time(code):
    with serving(error(code, time.time() + 100)) as (port, _):
        said = asked(port)

    assert (said.code, said.status) == (code, 0)
    assert said.behind == pytest.approx(100, abs=1.5)


def test_a_ticket_is_an_answer_that_tells_no_time():
    with serving(der.item(der.APPLICATION + 11, b"")) as (port, _):
        assert asked(port) == Said(0)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (extended(LOCKED), LOCKED),
        (der.item(der.SEQUENCE, extended(LOCKED)), LOCKED),
        (der.item(der.SEQUENCE, der.item(der.SEQUENCE, der.item(0xA1, b"x"))), 0),
        (b"\x80\x01garbage", 0),
    ],
)
def test_the_reason_of_windows_is_read_where_it_is_told(data, status):
    with serving(error(18, data=data)) as (port, _):
        assert asked(port).status == status


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 400 Bad Request",
        der.item(der.SEQUENCE, b""),
        error(6)[:-9],
        der.item(der.APPLICATION + 30, der.item(der.SEQUENCE, b"")),
    ],
    ids=["nothing", "web", "empty", "cut", "stranger"],
)
def test_what_is_no_answer_of_kerberos_is_none(answer):
    with serving(answer) as (port, _), pytest.raises(HostError):
        asked(port)


def test_who_hangs_up_has_not_answered():
    with serving(b"\0\0", frame=False) as (port, _), pytest.raises(HostError):
        asked(port)


def test_who_takes_the_connection_and_says_nothing_is_not_waited_for():
    began = time.monotonic()

    with serving(None) as (port, _), pytest.raises(HostError):
        asked(port, 0.3)

    assert time.monotonic() - began < 1


def test_the_question_proves_nothing_and_names_the_account():
    with serving(error(25)) as (port, heard):
        asked(port)

    size, question = heard[0][:4], heard[0][4:]
    whole = der.fields(der.inside(question, der.APPLICATION + 10, der.SEQUENCE))
    assert int.from_bytes(size, "big") == len(question)
    assert der.EXPLICIT + 3 not in whole
    assert b"els" in question
