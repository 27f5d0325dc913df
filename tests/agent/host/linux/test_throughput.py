"""How a speed is worked out of what arrived when; the lab moves real bytes."""

import socket
from time import monotonic

import pytest

from agent.host import HostError
from agent.host.linux.streams import Stream
from agent.host.linux.throughput import LinuxThroughput, _result
from agent.host.ports.throughput import Transfer


def stream(*moved, began=100.0):
    made = Stream("https://x.test/", "", 0, 0)
    made.began, made.moved = began, list(moved)
    return made


def test_what_arrives_is_counted_from_the_first_request():
    told = _result(
        [stream((100.5, 500_000), (101.0, 500_000)), stream((101.0, 250_000))]
    )

    assert told == Transfer(1_250_000, 1.0, 10.0)


def test_the_beginning_of_what_takes_long_does_not_count():
    slow_start = [(100.4, 1_000)] + [(100.4 + n / 10, 125_000) for n in range(1, 37)]
    told = _result([stream(*slow_start)])

    assert told.mbit == pytest.approx(10.0, abs=0.1)


def test_where_nothing_came_the_reason_is_told():
    dead = stream(began=0.0)
    dead.trouble = "x.test answers with error 404"

    with pytest.raises(HostError, match="error 404"):
        _result([dead])


def test_a_closed_door_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    began = monotonic()

    with pytest.raises(HostError, match="127.0.0.1 ends early"):
        LinuxThroughput({}).download(f"https://127.0.0.1:{port}/", 5_000_000, 5, "")

    assert monotonic() - began < 3
