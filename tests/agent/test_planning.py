import pytest

from agent.diagnosis import diagnose
from agent.fix import Risk, fix
from agent.model import Found
from agent.planning import Allowed, make_plan
from tests.agent.toy import (
    FIXES,
    PUMP_DRY,
    TAP_DRY,
    WELL_DRY,
    WaterControl,
    fill_pump,
    fill_tap,
    fill_well,
    pump_has_water,
    tap_has_water,
    well_has_water,
)

ONLY_TAP = {tap_has_water: Found(TAP_DRY(level=0))}
CHAIN = {
    well_has_water: Found(WELL_DRY(level=0)),
    pump_has_water: Found(PUMP_DRY(level=0)),
}


def plan(outcomes, allowed=Allowed(), tried=(), fixes=FIXES):
    return make_plan(diagnose(outcomes), outcomes, fixes, allowed, tried)


def test_only_the_cause_gets_a_step():
    assert [step.fix for step in plan(CHAIN).steps] == [fill_well]


def test_a_fix_that_asks_waits_for_a_yes():
    (step,) = plan(ONLY_TAP).steps

    assert step.objection == "nobody has said yes to this repair"
    assert plan(ONLY_TAP).beyond_repair == (tap_has_water,)


@pytest.mark.parametrize(
    "allowed",
    [Allowed((Risk.SAFE, Risk.ASK)), Allowed(without_asking=("fill_tap",))],
)
def test_consent_or_policy_lets_it_run(allowed):
    (step,) = plan(ONLY_TAP, allowed).steps

    assert step.objection == ""


@pytest.mark.parametrize(
    "allowed", [Allowed(never=("fill_well",)), Allowed(only=("fill_pump",))]
)
def test_the_policy_has_the_last_word(allowed):
    (step,) = plan(CHAIN, allowed).steps

    assert step.objection == "the policy does not allow this repair"


def test_what_only_it_may_do_is_not_excused_by_the_employee_or_the_short_list():
    @fix(repairs=(TAP_DRY,), risk=Risk.IT_ONLY)
    def dig_up_the_street(water: WaterControl): ...

    everything = Allowed((Risk.SAFE, Risk.ASK), without_asking=(dig_up_the_street.id,))
    (step,) = plan(ONLY_TAP, everything, fixes=(dig_up_the_street,)).steps

    assert step.objection == "only IT may do this"


def test_nothing_is_tried_twice_for_the_same_problem():
    again = plan(CHAIN, tried={(fill_well.id, "well-dry")})

    assert again.steps == ()
    assert again.beyond_repair == (well_has_water,)


def test_a_cause_without_a_fix_is_beyond_repair():
    assert plan(CHAIN, fixes=(fill_pump, fill_tap)).beyond_repair == (well_has_water,)


def test_what_no_yes_would_have_done_is_said_of_what_asks_and_of_nothing_else():
    heard = []

    def foreseen(fix):
        heard.append(fix.id)
        return "it waits"

    yes = Allowed((Risk.SAFE, Risk.ASK), foreseen=foreseen)
    excused = Allowed(without_asking=("fill_tap",), foreseen=foreseen)

    assert yes.objection(fill_tap) == "it waits"
    assert Allowed(foreseen=foreseen).objection(fill_tap) == "it waits"
    assert (yes.objection(fill_well), excused.objection(fill_tap)) == ("", "")
    assert heard == ["fill_tap", "fill_tap"]
