"""The journal's own protocol, at a socket of the test's own."""

import os
import socket
import tempfile
import time

import pytest

from agent.host.linux.journal import log


@pytest.fixture
def place():
    with tempfile.TemporaryDirectory() as folder:  # short: a socket's name must be
        yield os.path.join(folder, "s")


def heard(place, fields):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(place)
        journal.settimeout(5)
        assert log(fields, place)
        return journal.recv(65_536)


def test_fields_are_written_with_their_length_so_that_no_value_can_be_one(place):
    said = heard(place, [("MESSAGE", "a\nPRIORITY=0"), ("BLUSSER_CODE", "é")])

    assert said == (
        b"MESSAGE\n" + (12).to_bytes(8, "little") + b"a\nPRIORITY=0\n"
        b"BLUSSER_CODE\n" + (2).to_bytes(8, "little") + "é\n".encode()
    )


@pytest.mark.parametrize("name", ["", "_PID", "a", "A B", "A=1", "A\nB", "Ä"])
def test_a_name_that_is_none_is_a_bug_and_not_written(place, name):
    with pytest.raises(ValueError, match="no name of a field"):
        log([(name, "x")], place)


def test_without_a_journal_nothing_is_wrong(place):
    assert not log([("MESSAGE", "x")], place)


def test_a_journal_that_takes_no_more_holds_nobody_up(place):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(place)
        began = time.monotonic()
        while log([("MESSAGE", "x" * 10_000)], place):
            pass

    assert time.monotonic() - began < 30
