import random

import pytest

from agent.breaker import BROKE, DAY, OFTEN, RETURNS, Run, objection, settled, tries_of
from agent.case import Taken
from agent.events import Result
from agent.policy.model import FixRules

NOW = 1_800_000_000.0
HOUR = 3600.0
RULES = FixRules()


def run(at, result=Result.CURED, fix="mend", code="torn", why="", recovered=False):
    taken = (Taken(fix, code, "cloth.is_whole", result, why, 1.0),)
    return Run(NOW + at, () if recovered else taken, taken if recovered else ())


def says(*runs, fix="mend", code="torn", rules=RULES, now=NOW):
    return objection(fix, code, tries_of(runs, now), rules, now)


def test_what_was_never_tried_may_be_tried():
    assert says() == ""


@pytest.mark.parametrize(
    "result", [Result.NO_EFFECT, Result.UNDONE, Result.FAILED, Result.CURED]
)
def test_the_same_repair_for_the_same_problem_is_tried_three_times_a_day(result):
    often = [run(-hours * HOUR, result) for hours in (20, 10, 1)]

    assert says(*often[1:]) == ""
    assert says(*often) == OFTEN
    assert says(*often, fix="patch") == (RETURNS if result is Result.CURED else "")
    assert says(*often, code="faded") == ""


def test_it_may_be_tried_again_the_day_after():
    yesterday = [run(-25 * HOUR, Result.NO_EFFECT) for _ in range(9)]

    assert says(*yesterday) == ""


@pytest.mark.parametrize("result", [Result.REFUSED, Result.SKIPPED])
def test_what_did_not_act_does_not_count(result):
    assert says(*[run(-HOUR, result) for _ in range(9)]) == ""


def test_what_returns_for_the_third_time_in_a_week_is_left_to_it():
    cured = [run(-days * DAY) for days in (6, 4, 2)]

    assert says(*cured[1:]) == ""
    assert says(*cured) == RETURNS
    assert says(*cured, fix="patch") == RETURNS
    assert says(*cured, now=NOW + 2 * DAY) == ""


def test_it_sets_both_limits():
    rules = FixRules(most_per_day=1, returns_per_week=9)

    assert says(run(-HOUR, Result.NO_EFFECT), rules=rules) == OFTEN
    assert says(*[run(-2 * DAY) for _ in range(8)], rules=rules) == ""


@pytest.mark.parametrize(
    "broke",
    [
        run(-HOUR, Result.FAILED, why="no end within 30 s"),
        run(
            -HOUR, Result.NO_EFFECT, why="an earlier run was cut short", recovered=True
        ),
        run(-HOUR, Result.UNDONE, why="an earlier run was cut short", recovered=True),
    ],
)
def test_what_hung_or_broke_the_run_is_left_alone_for_a_day(broke):
    assert says(broke) == BROKE
    assert says(broke, code="faded") == BROKE
    assert says(broke, fix="patch") == ""
    assert says(broke, now=NOW + DAY) == ""


def test_what_ended_and_was_only_told_later_is_a_try_like_others():
    told = run(-HOUR, why="an earlier run ended before it could say so", recovered=True)

    assert says(told) == ""


def test_times_in_order_are_believed():
    assert settled([1.0, 2.0, 3.0], 9.0) == [1.0, 2.0, 3.0]


def test_a_time_that_is_yet_to_come_is_as_late_as_what_was_written_after_it():
    year = 365 * DAY

    assert settled([5.0, year, 7.0], 9.0) == [5.0, 7.0, 7.0]
    assert settled([5.0, year], 9.0) == [5.0, 9.0]


def test_a_time_before_the_one_before_it_is_as_late_as_that():
    assert settled([5.0, 0.0, 7.0], 9.0) == [5.0, 5.0, 7.0]


def test_a_clock_that_was_a_year_ahead_blocks_nothing_for_a_year():
    ahead = [run(365 * DAY, Result.NO_EFFECT) for _ in range(3)]
    looked = Run(NOW, ())

    assert says(*ahead) == OFTEN
    assert says(*ahead, looked, now=NOW + DAY) == ""


def test_a_clock_that_falls_back_at_every_start_frees_nothing():
    runs = [run(-HOUR, Result.NO_EFFECT)]
    runs += [run(-NOW, Result.NO_EFFECT) for _ in range(2)]  # 1970

    assert says(*runs) == OFTEN


@pytest.mark.parametrize("seed", range(50))
def test_whatever_the_clock_did_two_days_with_the_right_one_free_a_repair(seed):
    chance, runs, real = random.Random(seed), [], NOW
    for _ in range(40):
        real += chance.choice([600.0, HOUR, 5 * HOUR])
        jump = chance.choice([0, 0, -DAY, DAY, -365 * DAY, 365 * DAY, -real])
        taken = Taken("mend", "torn", "c", Result.NO_EFFECT, "", 0)
        runs.append(Run(real + jump, (taken,)))
    blocked = objection("mend", "torn", tries_of(runs, real), RULES, real)
    for hour in range(51):
        runs.append(Run(real + hour * HOUR, ()))
    later = real + 50 * HOUR

    assert blocked == OFTEN
    assert objection("mend", "torn", tries_of(runs, later), RULES, later) == ""
