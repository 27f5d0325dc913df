"""Whatever lies where a file is read, it is read at once or not at all."""

import os
import socket

import pytest

from agent.host.linux.ccache import end_of_ticket
from agent.host.linux.krb5conf import read
from agent.host.linux.plain_file import read_plain
from agent.host.linux.printing import own_default


def pipe(place):
    os.mkfifo(place)


def listening(place):
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(place)


def endless(place):
    os.symlink("/dev/zero", place)


def in_circles(place):
    os.symlink(place, place)


ODD = [pipe, listening, endless, in_circles, os.mkdir]


@pytest.fixture(params=ODD, ids=lambda odd: odd.__name__)
def odd(request, tmp_path):
    place = str(tmp_path / "odd; rm -rf \n-x")
    request.param(place)
    return place


def test_what_is_no_plain_file_is_not_read(odd):
    with pytest.raises(OSError):
        read_plain(odd, 100)


def test_nobody_who_reads_files_of_an_account_waits_for_an_odd_one(odd):
    assert read(odd) == []
    assert own_default(odd) == ""
    with pytest.raises(OSError):
        end_of_ticket(odd)


def test_of_a_huge_file_the_beginning_is_enough(tmp_path):
    huge = tmp_path / "huge"
    with open(huge, "wb") as file:
        file.truncate(10_000_000_000)

    assert len(read_plain(str(huge), 100)) == 100
    assert len(read(str(huge))) < 2
    assert own_default(str(huge)) == ""
