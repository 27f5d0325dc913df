"""One thing done with the rights of the system, on a toy machine."""

import contextlib

import pytest

from agent.breaker import BROKE
from agent.fix import Refused, Risk, fix
from agent.history import History
from agent.host import Host, HostError
from agent.host.ports.rights import Lent, Told
from agent.journal import Journal
from agent.host.ports.freed import Freed
from agent.model import Account, Problem, Severity
from agent.planning import Step
from agent.policy.broker import BrokerRules
from agent.policy.model import FixRules, Policy
from agent.service.acting import BUSY, FAILED, HELD_BACK, NOT_NEEDED, judges, look, mend
from agent.kit import Kit
from agent.value import replace
from agent.words.reasons import REASONS
from tests.agent import toy
from tests.agent.toy import CHECKS, TAP_DRY, WELL_DRY, Tanks, WaterControl


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM)
def fill_well(water: WaterControl):
    water.fill("well")


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM, risk=Risk.ASK)
def prime_well(water: WaterControl):
    water.fill("well")


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM, risk=Risk.IT_ONLY)
def replace_well(water: WaterControl):
    water.fill("well")


def dry():
    """Return tanks with a dry well, which feeds the rest."""
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    return tanks


@contextlib.contextmanager
def held(folder, seconds):
    yield True


@contextlib.contextmanager
def taken(folder, seconds):
    yield False


def kit(tanks, tmp_path, policy=Policy(), hold=held):
    return Kit(CHECKS, tuple, policy, "", str(tmp_path), tanks.host, hold)


def done(one, tanks, tmp_path, **how):
    return mend(kit(tanks, tmp_path, **how), one, REASONS)


def test_what_is_needed_is_done_and_judged(tmp_path):
    tanks = dry()

    assert done(fill_well, tanks, tmp_path) == Lent("cured")
    assert tanks.levels["well"] == 5
    case = History(str(tmp_path)).cases(1)[0]
    assert (case.trigger, case.result) == ("service", "repaired")


def test_how_much_room_was_made_is_told_to_who_asked_and_kept(tmp_path):
    room = Freed(5, 0, 5)

    @fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM)
    def empty_well(water: WaterControl):
        water.fill("well")
        return room

    assert done(empty_well, dry(), tmp_path) == Lent("cured", freed=room)
    assert History(str(tmp_path)).cases(1)[0].steps[0].freed == room


def test_on_a_healthy_machine_nothing_is_done(tmp_path):
    tanks = Tanks()

    assert done(fill_well, tanks, tmp_path) == Lent("refused", NOT_NEEDED)
    assert tanks.filled == []


def test_what_another_problem_explains_is_not_repaired(tmp_path):
    @fix(repairs=(TAP_DRY,), runs_as=Account.SYSTEM)
    def fill_tap(water: WaterControl):
        water.fill("tap")

    tanks = dry()

    assert done(fill_tap, tanks, tmp_path) == Lent("refused", NOT_NEEDED)
    assert tanks.filled == []


@pytest.mark.parametrize("rules", [FixRules(never=(fill_well.id,)), FixRules(only=())])
def test_what_the_policy_forbids_is_not_done(tmp_path, rules):
    tanks = dry()
    lent = done(fill_well, tanks, tmp_path, policy=Policy(fixes=rules))

    assert lent == Lent("refused", "the policy does not allow this repair")
    assert tanks.filled == []


def test_what_needs_a_yes_is_not_done_at_a_programs_word(tmp_path):
    tanks = dry()

    assert done(prime_well, tanks, tmp_path) == Lent(
        "refused", "nobody has said yes to this repair"
    )
    assert tanks.filled == []


@pytest.mark.parametrize(
    "policy",
    [
        Policy(fixes=FixRules(without_asking=(prime_well.id,))),
        Policy(service=BrokerRules(on_request=(prime_well.id,))),
    ],
)
def test_it_is_where_it_lets_employees_decide(tmp_path, policy):
    assert done(prime_well, dry(), tmp_path, policy=policy) == Lent("cured")


def test_what_only_it_may_do_is_never_done_here(tmp_path):
    policy = Policy(
        service=BrokerRules(on_request=(replace_well.id,)),
        fixes=FixRules(without_asking=(replace_well.id,)),
    )
    tanks = dry()

    assert done(replace_well, tanks, tmp_path, policy=policy).result == "refused"
    assert tanks.filled == []


def test_what_did_not_help_is_not_called_a_cure(tmp_path):
    tanks = dry()
    tanks.stuck = {"well"}

    assert done(fill_well, tanks, tmp_path) == Lent("no-effect")


@pytest.mark.parametrize(
    ("trouble", "lent"),
    [
        (HostError("the pump of jan.peeters burns"), Lent("failed", FAILED)),
        (Refused("jan.peeters swims in it"), Lent("refused", HELD_BACK)),
        (RuntimeError("/home/jan.peeters"), Lent("failed", FAILED)),
        (
            Refused("the clock is too far off to be set without IT: 99 hours"),
            Lent("refused", "the clock is too far off to be set without IT"),
        ),
    ],
    ids=str,
)
def test_of_the_reason_only_a_sentence_of_the_list_is_told(tmp_path, trouble, lent):
    @fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM)
    def stumble(water: WaterControl):
        raise trouble

    assert done(stumble, dry(), tmp_path) == lent


def test_while_another_run_goes_on_nothing_is_done(tmp_path):
    tanks = dry()

    assert done(fill_well, tanks, tmp_path, hold=taken) == Lent("refused", BUSY)
    assert tanks.filled == []


def test_the_checks_are_those_that_call_for_it_and_what_explains_them():
    asked = judges(fill_well, (toy.no_ghost, *CHECKS))

    assert toy.well_has_water in asked
    assert toy.pump_has_water in asked


def test_a_check_is_looked_at_with_its_facts():
    told = look(Tanks(well=0).host(), toy.well_has_water)

    assert told == Told("found", "well-dry", {"level": 0})
    assert look(Tanks().host(), toy.well_has_water) == Told("healthy")


@pytest.mark.parametrize("fact", ["x" * 500, "a\nb", object, ["x"] * 99, [["x"]], None])
def test_a_fact_that_is_no_plain_word_is_not_told(fact):
    from agent.service.acting import facts_of

    told = Problem("odd", Severity.ADVICE, facts=("what",))
    try:
        facts = facts_of(told(what=fact))
    except TypeError:
        return

    assert facts is None


def test_why_a_check_is_unsure_stays_here():
    tanks = Tanks()
    tanks.mute = {"well"}

    told = look(tanks.host(), toy.well_has_water)

    assert told == Told("unsure", why="the service could not find it out")
    assert look(Host({}), toy.no_ghost).state == "absent"


def test_what_another_repair_began_is_left_to_a_run_that_may_end_it(
    tmp_path, monkeypatch
):
    with monkeypatch.context() as other:
        other.setattr("agent.journal.PROCESS", "another")
        journal = Journal(str(tmp_path), "20260101-000000-000000001")
        for one in (prime_well, fill_well):
            journal.intend(Step(one, CHECKS[0], "well-dry"), None)
    small = replace(
        kit(Tanks(), tmp_path), whole=lambda: (CHECKS, (fill_well, prime_well))
    )
    mend(small, fill_well, REASONS)

    assert [one.intent.fix for one in journal.entries()] == [prime_well.id]
    assert [one.fix for one in History(str(tmp_path)).cases(1)[0].recovered] == [
        fill_well.id
    ]


def test_what_hung_is_left_alone_for_a_day_whoever_asks(tmp_path):
    from threading import Event

    never = Event()

    @fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM, timeout=0.1)
    def hang(water: WaterControl):
        never.wait(10)

    told = [done(hang, dry(), tmp_path) for _ in range(2)]
    never.set()

    assert [one.result for one in told] == ["failed", "refused"]
    assert told[1].why == BROKE


def test_what_was_cut_short_is_known_by_its_repair(tmp_path):
    from agent.events import Result
    from agent.journal import Journal
    from agent.planning import Step
    from agent.service.acting import left_open

    assert left_open(str(tmp_path)) == ()
    journal = Journal(str(tmp_path), "20261127-033000-000000001")
    step = Step(fill_well, toy.well_has_water, "well-dry")
    journal.ended(journal.intend(step, None), Result.CURED)
    assert left_open(str(tmp_path)) == ()

    journal.intend(step, 3)
    journal.intend(step, 4)

    assert left_open(str(tmp_path)) == (fill_well.id,)
