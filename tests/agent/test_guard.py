import threading

import pytest

from agent.engine import Engine
from agent.events import Result, StepDone
from agent.fix import Risk, fix
from agent.guard import (
    CANNOT_TELL,
    DANGEROUS,
    NOBODY_LENDS,
    WAITS,
    foreseen,
    held_back,
)
from agent.host import Host, HostError, PartMissing
from agent.host.fake.moments import FakeMoments
from agent.host.fake.own_rights import FakeOwnRights
from agent.host.fake.rights import FakeSystemRights
from agent.model import Account
from agent.moment import Moment
from agent.planning import Allowed
from tests.agent.toy import CHECKS, WELL_DRY, Tanks, Water, WaterControl

YES = Allowed((Risk.SAFE, Risk.ASK))
NAMES = {moment: moment.name.lower() for moment in Moment}


def waiting(*moments, risk=Risk.SAFE):
    @fix(repairs=(WELL_DRY,), risk=risk, not_during=moments)
    def fill(water: WaterControl):
        water.fill("well")

    return fill


def held(repair, moments, allowed=Allowed()):
    return held_back(repair, Host({"Moments": lambda: moments}), allowed)


@pytest.mark.parametrize("moment", list(Moment))
def test_each_moment_holds_back_what_names_it_and_nothing_else(moment):
    now = FakeMoments({NAMES[moment]: ("teams", "zoom")})
    others = tuple(one for one in Moment if one is not moment)

    assert held(waiting(moment), now) == f"{WAITS[moment]} (teams, zoom)"
    assert held(waiting(*others), now) == ""


def test_a_yes_to_another_repair_excuses_nothing():
    now = FakeMoments({"in_call": ("teams",)})
    call = waiting(Moment.IN_CALL, risk=Risk.ASK)
    other = Allowed((Risk.SAFE, Risk.ASK), without_asking=(call.id,), agreed=())

    assert held(call, now, YES) == ""
    assert held(call, now, other) == f"{WAITS[Moment.IN_CALL]} (teams)"


def borrowed(*moments, by_group=False):
    @fix(
        repairs=(WELL_DRY,),
        risk=Risk.ASK,
        runs_as=Account.SYSTEM,
        not_during=moments,
        by_group=by_group,
    )
    def fill(water: WaterControl):
        water.fill("well")

    return fill


def ahead(repair, signs, lent, trouble=None, mine=()):
    now, lender = FakeMoments(signs), FakeSystemRights(trouble=trouble)
    parts = {"Moments": lambda: now, "SystemRights": lambda: lender}
    parts["OwnRights"] = lambda: FakeOwnRights(*mine)
    return foreseen(repair, Host(parts), lent)


def test_a_yes_is_not_asked_for_where_nobody_lends_the_rights():
    mine = waiting(risk=Risk.ASK)

    assert ahead(borrowed(), {}, ()) == NOBODY_LENDS
    assert ahead(borrowed(), {}, ("fill",)) == ""
    assert ahead(borrowed(), {}, None) == "", "they are ours"
    assert ahead(borrowed(by_group=True), {}, ()) == "", "a group may suffice"
    assert ahead(mine, {}, ()) == "", "it needs none"


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (PermissionError("not to somebody from afar"), "not to somebody from afar"),
        (PartMissing("it is gone"), NOBODY_LENDS),
        (HostError("it is mute"), ""),
    ],
    ids="refused gone mute".split(),
)
def test_a_yes_is_not_asked_for_where_the_lender_turns_this_account_away(trouble, said):
    assert ahead(borrowed(), {}, ("fill",), trouble) == said
    assert ahead(borrowed(), {}, None, trouble) == "", "the rights are ours"


def test_whom_it_gave_rights_of_their_own_is_asked_whatever_is_lent():
    mine, afar = ("WaterControl",), PermissionError("not to somebody from afar")

    assert ahead(borrowed(), {}, (), mine=mine) == ""
    assert ahead(borrowed(), {}, ("fill",), afar, mine) == ""
    assert ahead(borrowed(), {}, (), mine=("SoundControl",)) == NOBODY_LENDS


@pytest.mark.parametrize("moment", list(Moment))
def test_with_rights_of_their_own_a_yes_excuses_what_it_excuses_elsewhere(moment):
    signs = {NAMES[moment]: ("x",)}
    said = ahead(borrowed(moment), signs, ("fill",), mine=("WaterControl",))

    assert (said == f"{WAITS[moment]} (x)") is (moment in DANGEROUS)


@pytest.mark.parametrize("moment", list(Moment))
@pytest.mark.parametrize("lent", [None, ("fill",)])
def test_a_yes_is_not_asked_for_in_a_moment_that_it_cannot_excuse(moment, lent):
    """Who lends rights hears of no yes, so that there every moment counts."""
    said = ahead(borrowed(moment), {NAMES[moment]: ("x",)}, lent)

    assert (said == f"{WAITS[moment]} (x)") is (bool(lent) or moment in DANGEROUS)


def test_what_the_repair_itself_would_refuse_is_known_before_anybody_is_asked():
    asked = []

    def dry(water):
        asked.append(water.level("well"))
        return "the well has run dry for good"

    @fix(repairs=(WELL_DRY,), risk=Risk.ASK, unless=dry)
    def fill(water: Water):
        raise AssertionError

    said = foreseen(fill, Tanks(well=0).host(), None)

    assert (said, asked) == ("the well has run dry for good", [0])


def test_a_look_ahead_that_fails_leaves_the_question_to_be_asked():
    def blind(water):
        raise KeyError("bug")

    @fix(repairs=(WELL_DRY,), risk=Risk.ASK, unless=blind)
    def fill(water: Water): ...

    assert foreseen(fill, Tanks().host(), None) == ""
    assert foreseen(fill, Host({}), None) == ""


def test_a_quiet_hour_holds_nothing_back():
    assert held(waiting(*Moment), FakeMoments()) == ""


def test_nobody_is_asked_for_a_repair_that_waits_for_nothing():
    now = FakeMoments()
    held(waiting(), now)
    held(waiting(Moment.METERED), now)

    assert now.asked == ["metered"]


@pytest.mark.parametrize("moment", list(Moment))
def test_not_to_know_is_a_reason_only_where_it_is_dangerous(moment):
    mute = FakeMoments(mute=(NAMES[moment],))

    assert held(waiting(moment), mute) == (CANNOT_TELL if moment in DANGEROUS else "")


@pytest.mark.parametrize("moment", list(Moment))
@pytest.mark.parametrize("risk", [Risk.SAFE, Risk.ASK])
def test_a_yes_to_this_very_repair_excuses_what_the_person_knows(moment, risk):
    now = FakeMoments({NAMES[moment]: ("x",)})
    excused = risk is Risk.ASK and moment not in DANGEROUS

    assert (held(waiting(moment, risk=risk), now, YES) == "") is excused


def test_what_it_allows_without_asking_is_nobodys_yes():
    now = FakeMoments({"in_call": ("x",)})
    repair = waiting(Moment.IN_CALL, risk=Risk.ASK)

    assert held(repair, now, Allowed(without_asking=(repair.id,)))


def test_a_machine_without_such_things_holds_nothing_back():
    assert held_back(waiting(*Moment), Host({}), Allowed()) == ""


@pytest.mark.parametrize("moment", [Moment.IN_CALL, Moment.UPDATING])
def test_who_does_not_answer_is_not_waited_for(moment, monkeypatch):
    never = threading.Event()

    class Deaf(FakeMoments):
        def in_call(self):
            never.wait(10)

        updating = in_call

    monkeypatch.setattr("agent.guard.PATIENCE", 0.1)
    said = held(waiting(moment), Deaf())
    never.set()

    assert said == (CANNOT_TELL if moment in DANGEROUS else "")


def test_who_does_not_answer_hides_nothing_that_another_says(monkeypatch):
    """A sound service that hangs must not have a guest cut off."""
    never = threading.Event()

    class Deaf(FakeMoments):
        def in_call(self):
            never.wait(10)

    monkeypatch.setattr("agent.guard.PATIENCE", 0.2)
    told = Deaf({"remote_session": ("sshd",)})
    said = held(waiting(Moment.IN_CALL, Moment.REMOTE_SESSION), told)
    never.set()

    assert said == f"{WAITS[Moment.REMOTE_SESSION]} (sshd)"


def test_a_step_that_has_to_wait_says_so_and_does_nothing():
    tanks, heard = Tanks(well=0), []
    now = FakeMoments({"in_call": ("teams",)})
    host = tanks.host(("Moments", lambda: now))
    repair = waiting(Moment.IN_CALL)
    engine = Engine(host, CHECKS, (repair,), heard.append, lambda _: None)
    engine.repair(engine.diagnose(Allowed()), Allowed())
    (done,) = [event for event in heard if isinstance(event, StepDone)]

    assert (done.result, done.why) == (
        Result.REFUSED,
        "it waits: somebody is in a call (teams)",
    )
    assert done.asking is None
    assert tanks.filled == []
