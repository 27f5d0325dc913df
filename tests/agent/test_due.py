"""Runs that nobody starts: neither in bursts nor never, whatever the clock says."""

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.due import HOUR, TOLERANCE, is_quiet, next_after, objection
from agent.policy.schedule import ScheduleRules

DAY = 24 * HOUR
BRUSSELS = ZoneInfo("Europe/Brussels")
RULES = ScheduleRules(jitter_minutes=0)
MONDAY = 1_764_572_400.0  # 2025-12-01T07:00:00Z, 08:00 in Brussels


def here(seconds):
    return datetime.fromtimestamp(seconds, BRUSSELS).timetuple()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).timestamp()


def said(now, last=None, rules=RULES, **how):
    return objection(now, last, rules, local=here, **how)


def test_the_first_run_is_due_at_once_and_the_next_after_its_time():
    assert said(MONDAY) == ""
    assert said(MONDAY + DAY - 1, MONDAY) == "the last one is not long ago"
    assert said(MONDAY + DAY, MONDAY) == ""


def test_after_a_long_sleep_one_run_is_due_and_not_all_that_were_missed():
    assert said(MONDAY + 30 * DAY, MONDAY) == ""
    assert said(MONDAY + 30 * DAY + HOUR, MONDAY + 30 * DAY) != ""


def test_none_where_the_policy_wants_none():
    assert said(MONDAY, None, ScheduleRules(every_hours=0)) == "the policy wants none"


def test_only_on_the_days_named():
    rules = ScheduleRules(days=("tue",), jitter_minutes=0)

    assert said(MONDAY, None, rules) == "not on this day"
    assert said(MONDAY + DAY, None, rules) == ""


def test_on_battery_only_where_that_is_allowed():
    assert said(MONDAY, on_battery=True) == "on battery"
    assert said(MONDAY, None, ScheduleRules(on_battery=True), on_battery=True) == ""


@pytest.mark.parametrize(
    ("hours", "quiet", "loud"),
    [
        ("22:00-07:00", ("22:00", "23:59", "00:00", "06:59"), ("07:00", "21:59")),
        ("12:00-13:30", ("12:00", "13:29"), ("11:59", "13:30", "00:00")),
        ("", (), ("00:00", "12:00")),
    ],
)
def test_quiet_hours_may_go_past_midnight(hours, quiet, loud):
    for clock in (*quiet, *loud):
        moment = at(f"2025-12-01T{clock}")
        assert is_quiet(moment, hours, here) is (clock in quiet), clock


def test_quiet_hours_are_those_of_the_wall_on_the_days_the_clock_is_changed():
    """02:30 is not there in spring, and twice in autumn: quiet both times."""
    spring, autumn = at("2026-03-29T01:59"), at("2026-10-25T02:30")

    assert [is_quiet(spring + n * 60, "02:00-03:00", here) for n in (0, 1, 61)] == [
        False,
        False,
        False,
    ]
    assert is_quiet(autumn, "02:00-03:00", here)
    assert is_quiet(autumn + HOUR, "02:00-03:00", here)
    assert not is_quiet(autumn + 2 * HOUR, "02:00-03:00", here)


@pytest.mark.parametrize("day", ["2026-03-28T12:00", "2026-10-24T12:00"])
def test_a_day_that_is_longer_or_shorter_neither_adds_a_run_nor_drops_one(day):
    assert runs(at(day), 4 * 24, {}) == 4


def runs(start, hours, jumps, rules=RULES):
    """Let the timer fire every hour; ``jumps``: by how much the clock is set, when.

    Returns how many runs there were, and holds that none came too soon after another
    unless the clock was set between them, and none an interval too late; without a
    clock that was set back it is not late at all.
    """
    last, shift, count, since, free, back = None, 0.0, 0, 0, True, False
    longest = int(rules.every_hours + rules.jitter_minutes / 60) + 1
    for hour in range(hours):
        if hour in jumps:
            shift, free = shift + jumps[hour], True
            back = back or jumps[hour] < 0
        now = start + hour * HOUR + shift
        if not objection(now, last, rules, local=here):
            assert free or since >= rules.every_hours - TOLERANCE / HOUR, hour
            last, count, since, free, back = now, count + 1, 0, False, False
        since += 1
        assert since <= longest * (1 + back) + TOLERANCE / HOUR, hour
    return count


YEAR = 365 * DAY


@pytest.mark.parametrize(
    "jump", [-YEAR, YEAR, -8 * HOUR, 8 * HOUR, -DAY, DAY, -300, 300, -HOUR, HOUR]
)
def test_a_clock_that_is_set_gives_at_most_one_run_more_and_no_long_wait(jump):
    assert runs(MONDAY, 10 * 24, {50: jump}) in {10, 11}
    assert runs(MONDAY, 10 * 24, {50: jump, 90: -jump}) in {10, 11, 12}


@given(
    st.dictionaries(st.integers(0, 400), st.floats(-2 * YEAR, 2 * YEAR), max_size=5),
    st.floats(1, 100),
    st.floats(0, 600),
)
def test_however_the_clock_is_set_there_is_no_burst_and_no_stall(jumps, every, jitter):
    rules = ScheduleRules(every_hours=every, jitter_minutes=jitter)

    assert runs(MONDAY, 400, jumps, rules) <= 400 / min(every, 400) + 2 + len(jumps)


def test_the_spread_is_chance_and_always_the_same():
    rules = ScheduleRules(every_hours=24, jitter_minutes=60)
    late = [next_after(MONDAY + n, rules) - MONDAY - n - DAY for n in range(1000)]

    assert late[:3] == [
        next_after(MONDAY + n, rules) - MONDAY - n - DAY for n in range(3)
    ]
    assert 0 <= min(late) < 60
    assert 3540 < max(late) < 3600
    assert 1700 < sum(late) / 1000 < 1900


def test_the_clock_on_the_wall_is_that_of_this_pc():
    former = os.environ.get("TZ")
    try:
        os.environ["TZ"] = "Asia/Tokyo"
        time.tzset()
        assert is_quiet(MONDAY, "16:00-16:01")
    finally:
        os.environ.pop("TZ") if former is None else os.environ.update(TZ=former)
        time.tzset()
