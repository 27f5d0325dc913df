"""Nobody waits longer than they said."""

import threading
import time

import pytest

from agent.desk.bounded import within


def test_what_is_done_in_time_is_returned():
    assert within(5, lambda: 7) == 7
    assert within(5, lambda: None) is None


def test_what_goes_wrong_in_time_is_raised():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        within(5, fail)


def test_who_is_late_is_left_behind():
    go, began = threading.Event(), time.monotonic()

    with pytest.raises(TimeoutError):
        within(0.1, go.wait)
    assert time.monotonic() - began < 2
    assert all(one.daemon for one in threading.enumerate() if one.name != "MainThread")
    go.set()
