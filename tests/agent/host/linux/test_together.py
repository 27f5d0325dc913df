import threading
import time

from agent.host.linux.together import together


def test_all_answers_are_known_by_what_was_asked():
    assert together(str, [1, 2, 3], 5) == {1: "1", 2: "2", 3: "3"}


def test_who_is_late_is_left_behind():
    held = threading.Event()
    began = time.monotonic()
    known = together(lambda n: held.wait() if n == 1 else n, [1, 2], 0.2)
    held.set()

    assert known == {2: 2}
    assert time.monotonic() - began < 2


def test_who_raises_has_not_answered_and_holds_up_nobody():
    began = time.monotonic()

    assert together(lambda n: 1 / n, [0, 1], 60) == {1: 1.0}
    assert time.monotonic() - began < 5


def test_one_answer_that_is_enough_ends_the_waiting():
    held = threading.Event()
    began = time.monotonic()
    known = together(
        lambda n: n if n == 1 else held.wait(), [1, 2], 60, lambda n: n == 1
    )
    held.set()

    assert known == {1: 1}
    assert time.monotonic() - began < 5


def test_nobody_asked_nothing_known():
    assert together(str, [], 60) == {}
