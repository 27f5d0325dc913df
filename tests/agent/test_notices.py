"""What is said to somebody who asked for nothing: little, and at the right time."""

import time

import pytest

from agent.codec import build, plain
from agent.events import Result
from agent.moment import Moment
from agent.notices import (
    DAY,
    LONGEST,
    Memory,
    Notice,
    Told,
    mute,
    said,
    snooze,
    to_say,
    told_of,
)
from agent.policy.notices import NoticeRules
from agent.value import replace
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks

NOON = 1_764_590_400.0  # 2025-12-01T12:00:00Z
RULES = NoticeRules()
WELL, TAP = Notice("well-dry"), Notice("tap-dry", "fill_tap")


def dry(*stuck):
    """A machine with a dry well, on which all that depends comes back with it."""
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    tanks.stuck = set(stuck)
    return tanks


def told(case="1", when=NOON, notices=(WELL, TAP)):
    return Told(1, case, int(when), notices)


def now_say(told=told(), memory=Memory(), now=NOON, rules=RULES, **how):
    return to_say(told, memory, now, rules, local=time.gmtime, **how)


def test_what_was_repaired_and_what_is_left_concerns_the_one_who_felt_it():
    case, _ = case_of(dry())

    assert case.steps[0].result is Result.CURED
    assert told_of(case, NOON) == Told(
        1, case.id, int(NOON), (Notice("well-dry", "fill_well"),)
    )
    case, _ = case_of(dry("well"))
    assert told_of(case, NOON).notices == (Notice("well-dry"),)


def test_advice_and_what_is_broken_elsewhere_concern_nobody_here():
    case, _ = case_of(dry("well"))
    (cause,) = case.causes
    for less in (
        replace(cause, severity="advice"),
        replace(cause, outage="fingerprint"),
    ):
        assert told_of(replace(case, causes=(less,)), NOON).notices == ()


def test_what_it_leaves_for_everybody_holds_codes_and_no_fact():
    case, _ = case_of(dry())
    left = plain(told_of(case, NOON))

    assert build(Told, left) == told_of(case, NOON)
    assert left["notices"] == [{"code": "well-dry", "fix": "fill_well"}]


def test_what_concerns_somebody_is_said_once():
    assert now_say() == (WELL, TAP)
    memory = said(Memory(), told(), now_say(), NOON)
    assert now_say(memory=memory) == ()


def test_a_problem_is_spoken_of_at_most_once_a_day_and_a_new_one_at_once():
    memory = said(Memory(), told(), (WELL,), NOON)
    later, day = told("2", NOON + 3600), told("3", NOON + DAY)

    assert now_say(later, memory, NOON + 3600) == (TAP,)
    assert now_say(day, memory, NOON + DAY) == (WELL, TAP)


@pytest.mark.parametrize(("most", "spoken"), [(0, 0), (1, 1), (3, 3)])
def test_it_says_how_often(most, spoken):
    memory, count = Memory(), 0
    for hour in range(10):
        now, one = NOON + hour * 3600, told(str(hour), NOON + hour * 3600, (WELL,))
        notices = now_say(one, memory, now, NoticeRules(most_per_day=most))
        memory, count = said(memory, one, notices, now), count + len(notices)

    assert count == spoken


@pytest.mark.parametrize("moment", [Moment.IN_CALL, Moment.PRESENTING])
def test_nobody_is_spoken_to_in_a_call_or_on_a_stage_but_afterwards(moment):
    assert now_say(moments={moment}) == ()
    assert now_say(moments={Moment.METERED}) == (WELL, TAP)


def test_nobody_is_spoken_to_in_quiet_hours_unless_it_wants_so():
    assert now_say(quiet_hours="11:00-13:00") == ()
    assert now_say(quiet_hours="13:00-11:00") == (WELL, TAP)
    loud = NoticeRules(in_quiet_hours=True)
    assert now_say(quiet_hours="11:00-13:00", rules=loud) == (WELL, TAP)


def test_what_was_seen_long_ago_may_no_longer_be_so():
    assert now_say(now=NOON + DAY) == (WELL, TAP)
    assert now_say(now=NOON + DAY + 1) == ()
    assert now_say(now=NOON - DAY) == ()


def test_who_wants_quiet_for_an_hour_gets_an_hour():
    memory = snooze(Memory(), NOON, 3600)

    assert now_say(memory=memory, now=NOON + 3599) == ()
    assert now_say(memory=memory, now=NOON + 3600) == (WELL, TAP)


def test_one_problem_can_be_muted_and_that_ends():
    memory = mute(Memory(), "well-dry", NOON, 7 * DAY)
    end = NOON + 7 * DAY

    assert now_say(told(when=end - 1), memory, end - 1) == (TAP,)
    assert now_say(told(when=end), memory, end) == (WELL, TAP)
    firm = NoticeRules(may_mute=False)
    assert now_say(memory=memory, rules=firm) == (WELL, TAP)


def test_no_silence_lasts_longer_than_a_month_whatever_the_clock_said():
    ahead = NOON + 365 * DAY
    for memory in (
        snooze(Memory(), ahead, 3600),
        mute(mute(Memory(), "well-dry", ahead, DAY), "tap-dry", ahead, DAY),
        said(Memory(), told("0"), (WELL, TAP), ahead),
    ):
        assert now_say(memory=memory) == (WELL, TAP)
    end = NOON + LONGEST
    endless = snooze(Memory(), NOON, 1e12)
    assert now_say(told(when=end), endless, end) == (WELL, TAP)


def test_the_memory_forgets_what_no_longer_counts():
    memory = said(mute(Memory(), "tap-dry", NOON, 60), told(), (WELL,), NOON)
    later = said(memory, told("2"), (), NOON + 2 * DAY)

    assert later == Memory(case="2")
    assert build(Memory, plain(memory)) == memory
