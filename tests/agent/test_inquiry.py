"""What was found while busy programs kept us waiting is asked once more."""

from __future__ import annotations

import pytest

from agent.check import check
from agent.host import Host
from agent.inquiry import LAG, Clock, ask_all
from agent.model import Found, Healthy, Problem, Severity

from queue import Empty
from time import monotonic, sleep

SILENT = Problem("silent", Severity.BLOCKING)


def hog():
    """Keep every other thread, which waits by then, for some tenths of a second."""
    sleep(0.1)
    sum(range(30_000_000))


class Slow:
    """A queue on a busy PC: whatever it has, it has late."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def get(self, timeout):
        sleep(timeout + 2 * LAG)
        if not self.answers:
            raise Empty
        return self.answers.pop()


def asked(answers, *, busy, replays=False):
    """Ask a check that finds something where it is told so; how often, and the end."""
    left, times = list(answers), []

    @check()
    def somebody_answers():
        times.append(monotonic())
        return SILENT() if left.pop(0) else None

    @check()
    def nothing_is_busy():
        if busy and len(times) < 2:
            hog()

    host = Host({})
    host.replays = replays
    told = list(ask_all(host, [nothing_is_busy, somebody_answers], 0))
    ends = [one.outcome for one in told if one.check is somebody_answers]
    assert len(ends) == 1
    return len(times), ends[0]


def test_a_silence_between_busy_programs_is_asked_again_and_no_claim():
    assert asked([True, False], busy=True) == (2, Healthy())


def test_what_is_found_twice_is_so():
    assert asked([True, True], busy=True) == (2, Found(SILENT()))


def test_what_is_well_is_asked_once_however_busy_the_pc_is():
    assert asked([False], busy=True) == (1, Healthy())


def test_on_a_pc_with_time_what_is_found_is_asked_once():
    """Something else may keep this PC busy now and then."""
    tries = [asked([True, False], busy=False) for _ in range(20)]

    assert (1, Found(SILENT())) in tries


def test_a_transcript_is_never_asked_twice():
    assert asked([True], busy=True, replays=True) == (1, Found(SILENT()))


@pytest.mark.parametrize("answers", [(), ("here",)], ids=["no answer", "an answer"])
def test_the_clock_notices_that_it_comes_late(answers):
    clock = Clock()

    assert clock.next(Slow(*answers), monotonic() + 0.05) in {None, *answers}
    assert clock.lag > LAG
