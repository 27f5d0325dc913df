import threading
import time

import pytest

from agent.check import check
from agent.engine import ROUNDS, Engine
from agent.events import CheckDone, Diagnosed, Result, RunDone, RunStarted, StepDone
from agent.fix import Refused, Risk, fix
from agent.host import HostError, PartMissing
from agent.model import Absent, Found, Healthy, Problem, Severity, Unsure
from agent.planning import Allowed
from tests.agent.toy import (
    CHECKS,
    FIXES,
    PUMP_DRY,
    TAP_DRY,
    WELL_DRY,
    Ghost,
    Tanks,
    Water,
    WaterControl,
    fill_well,
    no_ghost,
    no_such_thing,
    pump_has_water,
    tap_has_water,
    well_has_water,
)

EVERYTHING = Allowed((Risk.SAFE, Risk.ASK))


def run(tanks, checks=CHECKS, fixes=FIXES, allowed=Allowed(), host=None):
    heard = []
    engine = Engine(host or tanks.host(), checks, fixes, heard.append, lambda _: None)
    engine.repair(engine.diagnose(allowed), allowed)
    engine.close()
    return heard


def results(heard):
    return [(e.step.fix.id, e.result) for e in heard if isinstance(e, StepDone)]


def outcomes(heard, check):
    return [e.outcome for e in heard if isinstance(e, CheckDone) and e.check is check]


def test_a_run_begins_and_ends_and_a_healthy_machine_is_left_alone():
    tanks = Tanks()
    heard = run(tanks)

    assert heard[0] == RunStarted(CHECKS)
    assert heard[-1] == RunDone()
    assert tanks.filled == []
    assert results(heard) == []


def test_a_cured_cause_is_asked_again_and_then_its_echoes():
    tanks = Tanks(well=0, pump=0, tap=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    heard = run(tanks)

    assert results(heard) == [("fill_well", Result.CURED)]
    assert outcomes(heard, well_has_water) == [Found(WELL_DRY(level=0)), Healthy()]
    assert outcomes(heard, tap_has_water) == [Found(TAP_DRY(level=0)), Healthy()]


def test_echoes_are_not_asked_again_while_the_cause_stays():
    tanks = Tanks(well=0, pump=0)
    tanks.stuck = {"well"}
    heard = run(tanks)

    assert results(heard) == [("fill_well", Result.NO_EFFECT)]
    assert len(outcomes(heard, pump_has_water)) == 1


def test_what_a_cure_uncovers_is_repaired_in_the_next_round():
    heard = run(Tanks(well=0, pump=0))

    assert results(heard) == [
        ("fill_well", Result.CURED),
        ("fill_pump", Result.CURED),
        ("fill_tap", Result.REFUSED),
    ]


def test_there_are_at_most_three_rounds():
    tanks = Tanks(**{f"pool{n}": 0 for n in range(5)})
    checks, fixes = [], []
    for n in range(5):
        dry = Problem(f"pool{n}-dry", Severity.BLOCKING)

        @check(explained_by=tuple(checks[-1:]))
        def pool_is_full(water: Water, n=n, dry=dry):
            return None if water.level(f"pool{n}") else dry()

        @fix(repairs=(dry,))
        def fill_pool(water: WaterControl, n=n):
            water.fill(f"pool{n}")

        checks.append(pool_is_full)
        fixes.append(fill_pool)

    run(tanks, tuple(checks), tuple(fixes))

    assert ROUNDS == 3
    assert tanks.filled == ["pool0", "pool1", "pool2"]


def test_a_fix_that_did_not_help_is_not_believed():
    tanks = Tanks(well=0)
    tanks.stuck = {"well"}
    heard = run(tanks)

    assert tanks.filled == ["well"]
    assert results(heard) == [("fill_well", Result.NO_EFFECT)]
    assert heard[-2].diagnosis.causes == (well_has_water,)


@pytest.mark.parametrize("after", ["ill", "mute"])
def test_a_setting_that_did_not_help_is_put_back(after):
    tanks = Tanks(well=0)
    undone = []

    def put_back(before, water):
        undone.append((before, water.fill("tap")))

    def remember(water):
        return {"valve": "half", "turned": turned.copy()}

    turned = []

    @fix(repairs=(WELL_DRY,), remember=remember, undo=put_back)
    def turn_the_valve(water: WaterControl):
        turned.append("once")
        if after == "mute":
            tanks.mute = {"well"}

    heard = run(tanks, fixes=(turn_the_valve,))

    assert undone == [({"valve": "half", "turned": []}, 0)]
    assert [result for _, result in results(heard)] == [Result.UNDONE]


def test_a_setting_that_helped_stays():
    undone = []

    @fix(
        repairs=(WELL_DRY,),
        remember=lambda water: "half",
        undo=lambda before, water: undone.append(before),
    )
    def fill_and_remember(water: WaterControl):
        water.fill("well")

    heard = run(Tanks(well=0), fixes=(fill_and_remember,))

    assert [result for _, result in results(heard)] == [Result.CURED]
    assert undone == []


def test_an_undo_that_fails_is_said():
    def jammed(before, water):
        raise HostError("the valve is jammed")

    @fix(repairs=(WELL_DRY,), remember=lambda water: "half", undo=jammed)
    def turn_the_valve(water: WaterControl):
        pass

    (done,) = [
        e for e in run(Tanks(well=0), fixes=(turn_the_valve,)) if type(e) is StepDone
    ]

    assert done.result is Result.FAILED
    assert "could not be undone: the valve is jammed" in done.why


@pytest.mark.parametrize(
    ("trouble", "result"),
    [
        (PermissionError("only root may"), Result.REFUSED),
        (HostError("the pump is hot"), Result.FAILED),
        (PartMissing("there is no pump"), Result.REFUSED),
        (Refused("the well is private"), Result.REFUSED),
        (ValueError("a bug"), Result.FAILED),
    ],
)
def test_a_fix_that_cannot_act_says_why(trouble, result):
    @fix(repairs=(WELL_DRY,))
    def try_it(water: WaterControl):
        raise trouble

    (done,) = [e for e in run(Tanks(well=0), fixes=(try_it,)) if type(e) is StepDone]

    assert done.result is result
    assert str(trouble) in done.why


def test_a_fix_that_failed_but_helped_is_judged_by_the_check():
    tanks = Tanks(well=0)

    @fix(repairs=(WELL_DRY,))
    def fill_and_stumble(water: WaterControl):
        water.fill("well")
        raise HostError("stumbled afterwards")

    assert results(run(tanks, fixes=(fill_and_stumble,)))[0][1] is Result.CURED


def test_a_second_fix_for_a_cured_problem_is_skipped():
    @fix(repairs=(WELL_DRY,))
    def fill_again(water: WaterControl):
        water.fill("well")

    tanks = Tanks(well=0)
    heard = run(tanks, fixes=(fill_well, fill_again))

    assert [result for _, result in results(heard)] == [Result.CURED, Result.SKIPPED]
    assert tanks.filled == ["well"]


def test_nobody_is_told_that_a_yes_was_missing_for_what_is_no_longer_needed():
    @fix(repairs=(WELL_DRY,), risk=Risk.ASK)
    def dig_deeper(water: WaterControl):
        water.fill("well")

    heard = run(Tanks(well=0), fixes=(fill_well, dig_deeper))

    assert [result for _, result in results(heard)] == [Result.CURED, Result.SKIPPED]


def test_a_fix_that_never_ends_stops_the_repairs_that_would_follow():
    never = threading.Event()

    @fix(repairs=(WELL_DRY,), timeout=0.1)
    def hang(water: WaterControl):
        never.wait(30)

    tanks = Tanks(well=0)
    heard = run(tanks, fixes=(hang, fill_well))
    never.set()

    assert [result for _, result in results(heard)] == [Result.FAILED, Result.SKIPPED]
    assert tanks.filled == []


def test_a_refused_fix_changes_nothing():
    tanks = Tanks(tap=0)
    heard = run(tanks)

    assert results(heard) == [("fill_tap", Result.REFUSED)]
    assert tanks.filled == []
    assert results(run(tanks, allowed=EVERYTHING)) == [("fill_tap", Result.CURED)]


def test_a_part_the_machine_lacks_makes_the_check_absent_with_the_reason():
    tanks = Tanks()
    bare = run(tanks, checks=(no_ghost,))
    told = run(tanks, checks=(no_ghost,), host=tanks.host(("Ghost", no_such_thing)))

    assert outcomes(bare, no_ghost) == [Absent("this machine has no Ghost")]
    assert outcomes(told, no_ghost) == [Absent("there are no ghosts here")]


def test_a_machine_that_will_not_tell_yields_no_finding_and_no_repair():
    tanks = Tanks()
    tanks.mute = {"well"}
    heard = run(tanks)

    assert outcomes(heard, well_has_water) == [Unsure("the gauge of the well is gone")]
    assert tanks.filled == []


def test_a_check_that_crashes_ends_nobody_elses_run():
    @check()
    def crashes(water: Water):
        raise ZeroDivisionError("oops")

    heard = run(Tanks(), checks=(crashes, *CHECKS))

    assert outcomes(heard, tap_has_water) == [Healthy()]
    (outcome,) = outcomes(heard, crashes)
    assert "ZeroDivisionError" in outcome.why


def test_each_check_has_its_own_deadline_from_its_own_start():
    never = threading.Event()

    @check(timeout=0.2)
    def hangs(water: Water):
        never.wait(30)

    @check(timeout=5)
    def slow_but_sure(water: Water):
        time.sleep(0.4)

    began = time.monotonic()
    heard = run(Tanks(), checks=(hangs, slow_but_sure, *CHECKS))
    never.set()

    assert outcomes(heard, hangs) == [Unsure("no answer within 0.2 s")]
    assert outcomes(heard, slow_but_sure) == [Healthy()]
    assert time.monotonic() - began < 3


def test_an_answer_that_comes_too_late_is_not_taken_after_all():
    go = threading.Event()

    @check(timeout=0.1)
    def late(water: Water):
        go.wait(5)

    @check(timeout=5)
    def lets_it_go(water: Water):
        time.sleep(0.3)
        go.set()
        time.sleep(0.2)

    heard = run(Tanks(), checks=(late, lets_it_go))

    assert outcomes(heard, late) == [Unsure("no answer within 0.1 s")]


def test_the_transcript_holds_every_question_and_the_rules_it_was_judged_by():
    heard = run(Tanks(well=0), checks=(well_has_water,))
    first, again = [e.asking for e in heard if isinstance(e, CheckDone)]
    (step,) = [e.asking for e in heard if isinstance(e, StepDone)]

    assert [(ln.port, ln.question, ln.args, ln.answer) for ln in first.lines] == [
        ("Water", "level", ["well"], 0)
    ]
    assert first.rules == {"Rules": {"least": 1}}
    assert (first.round, step.round, again.round) == (0, 1, 1)
    assert again.lines[0].answer == 5
    assert [ln.question for ln in step.lines] == ["fill"]


def test_a_repair_with_nothing_planned_asks_nothing_again():
    heard = run(Tanks())

    assert len([e for e in heard if isinstance(e, Diagnosed)]) == 1
