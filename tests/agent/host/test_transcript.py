"""What was recorded plays back to the same run, on a machine without the parts."""

import json
import threading

import pytest

from agent.case import CaseFile
from agent.check import check
from agent.codec import build, plain
from agent.engine import Engine
from agent.host.transcript import Asking, ReplayHost
from agent.planning import Allowed
from agent.value import replace
from tests.agent.toy import CHECKS, FIXES, Tanks, Water, no_ghost

never = threading.Event()


@check(timeout=0.1)
def hangs(water: Water):
    """Asks once, then never ends."""
    water.level("well")
    never.wait(30)


@check()
def crashes(water: Water):
    """Asks once, then stumbles."""
    if water.level("well"):
        raise ZeroDivisionError


@check()
def asks_twice(water: Water):
    """The same question, with another answer the second time."""
    first, second = water.level("well"), water.level("well")
    raise ZeroDivisionError(f"{first} and {second}")


def run(host, checks, mend=True):
    file = CaseFile("test")
    engine = Engine(host, checks, FIXES, file.hear, lambda _: None)
    plan = engine.diagnose(Allowed())
    if mend:
        engine.repair(plan, Allowed())
    return file.case(), file.askings


def timeless(case):
    steps = tuple(replace(step, seconds=0.0) for step in case.steps)
    by_check = sorted(case.before, key=lambda s: s.check)
    after = sorted(case.after, key=lambda s: s.check)
    return replace(
        case, id="", started="", seconds=0.0, steps=steps, before=by_check, after=after
    )


def mute():
    tanks = Tanks()
    tanks.mute = {"pump"}
    return tanks


@pytest.mark.parametrize(
    "tanks",
    [Tanks(), Tanks(well=0), Tanks(tap=0), mute(), Tanks(well=0, pump=5, tap=5)],
    ids=["healthy", "repaired in rounds", "refused", "mute", "doubted"],
)
def test_a_run_plays_back_equal(tanks):
    checks = (*CHECKS, no_ghost, hangs, crashes)
    here, askings = run(tanks.host(), checks)
    shipped = build(list[Asking], json.loads(json.dumps(plain(askings))))
    absent = {seen.check: seen.why for seen in here.before if seen.state == "absent"}
    there, _ = run(ReplayHost(shipped, absent), checks)

    assert timeless(there) == timeless(here)


def test_answers_come_in_the_order_in_which_they_came_then():
    class Leaking(Tanks):
        def level(self, place):
            self.levels[place] -= 1
            return self.levels[place]

    here, askings = run(Leaking().host(), (asks_twice,))
    there, _ = run(ReplayHost(askings, {}), (asks_twice,))

    assert here.after == there.after
    assert "4 and 3" in here.after[0].why


def test_a_question_that_was_not_asked_then_is_unsure_not_guessed():
    _, askings = run(Tanks().host(), CHECKS[:1])
    askings[0] = replace(askings[0], lines=[])
    there, _ = run(ReplayHost(askings, {}), CHECKS[:1])

    assert there.after[0].state == "unsure"
    assert "no answer to Water.level" in there.after[0].why


def test_a_check_that_was_not_asked_then_is_absent():
    there, _ = run(ReplayHost([], {}), CHECKS)

    assert {seen.state for seen in there.after} == {"absent"}
