"""What a ticket is called where it is a file."""

import pytest

from agent.desk.as_file import file_names, key_in, own_names, ticket_name, written
from agent.desk.model import File, RefusedError, Ticket
from tests.agent.desk.paper import KEY, REPORT, TICKET


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", KEY.upper(), KEY + "\n", KEY[1:], "é" * 32]
)
def test_what_is_no_key_becomes_no_name(key):
    with pytest.raises(RefusedError):
        ticket_name(key)
    with pytest.raises(RefusedError):
        file_names(key, REPORT)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("report.zip", "report.zip"),
        ("../../a b\\c:é.zip", "_.._a_b_c__.zip"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".zip", "x" * 96 + ".zip"),
        ("end.", "end"),
    ],
)
def test_no_name_leads_anywhere(name, plain):
    first, second = own_names(File(name, "a/b", b""))

    assert first == plain
    assert second == f"e3b0c44298fc1c14-{plain}"


def test_a_ticket_is_the_same_bytes_every_time_and_knows_its_key():
    assert written(TICKET) == written(TICKET)
    assert key_in(written(TICKET)) == KEY
    assert "Élise".encode() in written(TICKET)


def test_a_ticket_with_broken_letters_can_be_written():
    broken = Ticket(key=KEY, subject="\ud800", text="")

    assert key_in(written(broken)) == KEY


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"1", b'{"key": 1}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_ticket_has_no_key(data):
    assert key_in(data) == ""
