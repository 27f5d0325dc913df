"""Our own rights first; the system's only where they do not suffice."""

import contextlib

import pytest

from agent.borrowed_hands import carry_or_borrow
from agent.check import check
from agent.engine import Engine
from agent.events import Result, StepDone
from agent.fix import fix
from agent.hands import UNWRITTEN, hands_on
from agent.host import Host, HostError, PartMissing
from agent.host.fake.rights import FakeSystemRights
from agent.host.ports.rights import Lent, Told
from agent.host.transcript import Lines, ReplayHost
from agent.host.trouble import NeedsRights
from agent.inquiry import ask
from agent.host.ports.freed import Freed
from agent.model import Absent, Account, Found, Healthy, Unsure
from agent.planning import Allowed, Step
from agent.policy.model import Policy
from agent.kit import Kit
from agent.session import Session
from tests.agent.toy import WELL_DRY, Tanks, Water, WaterControl, well_has_water


class Locked(Tanks):
    """Tanks whose valve only the system may turn, and whose deep gauge it alone reads."""

    def fill(self, place):
        raise PermissionError("the valve is locked")

    def level(self, place):
        if place == "deep":
            raise self.lock
        return super().level(place)

    lock: Exception = PermissionError("the gauge is locked")


class Service(FakeSystemRights):
    """Turns the valve of these tanks with the rights of the system."""

    def __init__(self, tanks, **how):
        super().__init__(**how)
        self._tanks = tanks

    def apply(self, fix):
        lent = super().apply(fix)
        if lent.result == "cured":
            Tanks.fill(self._tanks, "well")
        return lent


@fix(repairs=(WELL_DRY,), runs_as=Account.SYSTEM, settle=9)
def fill_deep_well(water: WaterControl):
    water.fill("well")


@fix(repairs=(WELL_DRY,))
def fill_own_well(water: WaterControl):
    water.fill("well")


@check(runs_as=Account.SYSTEM)
def deep_well_has_water(water: Water):
    """The deep well has water."""
    return WELL_DRY(level=0) if water.level("deep") < 1 else None


@check()
def own_gauge_tells(water: Water):
    """The gauge tells."""
    return WELL_DRY(level=0) if water.level("deep") < 1 else None


def lent_by(service):
    return ("SystemRights", lambda: service)


def nobody():
    raise PartMissing("this machine has no service that lends rights")


def repaired(tanks, *parts, one=fill_deep_well, host=None):
    """Repair a dry well; return the step, what else was heard, and how long it waited."""
    heard, waited = [], []
    made = host or tanks.host(*parts)
    engine = Engine(made, [well_has_water], [one], heard.append, waited.append)
    engine.repair(engine.diagnose(Allowed()), Allowed())
    steps = [event for event in heard if isinstance(event, StepDone)]
    return steps[0], heard, waited


def asked(service=None, one=deep_well_has_water, lock=None):
    tanks = Locked()
    tanks.lock = lock or tanks.lock
    host = tanks.host(*[lent_by(service)] * bool(service))
    return ask(host, one, Lines(one.id, 0))


def test_what_our_rights_do_not_suffice_for_is_borrowed_and_our_check_judges():
    tanks = Locked(well=0)
    service = Service(tanks)
    step, _, waited = repaired(tanks, lent_by(service))

    assert (step.result, service.asked) == (Result.CURED, [fill_deep_well.id])
    assert waited in ([], [0]), "the service has waited already"


def test_what_our_rights_suffice_for_is_never_borrowed():
    tanks = Tanks(well=0)
    service = Service(tanks)

    assert repaired(tanks, lent_by(service))[0].result is Result.CURED
    assert service.asked == []


def test_a_repair_that_does_not_say_so_is_never_borrowed_for():
    tanks = Locked(well=0)
    service = Service(tanks)

    step = repaired(tanks, lent_by(service), one=fill_own_well)[0]

    assert (step.result, service.asked) == (Result.REFUSED, [])


@pytest.mark.parametrize("parts", [(), (("SystemRights", nobody),)])
def test_without_the_service_it_is_said_that_more_rights_are_needed(parts):
    step = repaired(Locked(well=0), *parts)[0]

    assert step.result is Result.REFUSED
    assert step.why == "it needs administrator rights: the valve is locked"


def test_that_the_service_calls_it_cured_is_not_believed():
    service = FakeSystemRights(lent=Lent("cured"))

    step = repaired(Locked(well=0), lent_by(service))[0]

    assert step.result is Result.NO_EFFECT


@pytest.mark.parametrize(
    ("lent", "result"),
    [
        (Lent("undone", "it did not help"), Result.UNDONE),
        (Lent("refused", "only IT may do this"), Result.REFUSED),
        (Lent("failed", "the service could not carry it out"), Result.FAILED),
        (Lent("no-effect"), Result.NO_EFFECT),
    ],
)
def test_what_the_service_says_is_passed_on(lent, result):
    step = repaired(Locked(well=0), lent_by(FakeSystemRights(lent=lent)))[0]

    assert (step.result, step.why) == (result, lent.why)


@pytest.mark.parametrize(
    ("trouble", "result"),
    [
        (PermissionError("not to you"), Result.REFUSED),
        (HostError("it hung up"), Result.FAILED),
    ],
)
def test_a_service_that_lends_nothing_says_why(trouble, result):
    step = repaired(Locked(well=0), lent_by(FakeSystemRights(trouble=trouble)))[0]

    assert (step.result, step.why) == (result, str(trouble))


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (Told("healthy"), Healthy()),
        (Told("found", "well-dry", {"level": 0}), Found(WELL_DRY(level=0))),
        (Told("unsure", why="no idea"), Unsure("no idea")),
        (Told("absent", why="none here"), Absent("none here")),
    ],
)
def test_a_check_is_asked_with_borrowed_rights(told, outcome):
    service = FakeSystemRights(told)

    assert asked(service).outcome == outcome
    assert service.asked == [deep_well_has_water.id]


@pytest.mark.parametrize(
    "told",
    [
        Told("found", "pump-dry", {"level": 0}),
        Told("found", "no-such-thing", {}),
        Told("found", "well-dry", {"level": 0, "more": "x"}),
        Told("strange"),
    ],
)
def test_an_answer_that_this_check_cannot_give_is_none(told):
    assert asked(FakeSystemRights(told)).outcome == Unsure("the gauge is locked")


@pytest.mark.parametrize(
    "trouble", [PermissionError("no"), HostError("no"), PartMissing("no")]
)
def test_where_nobody_lends_a_check_says_what_it_says_without(trouble):
    locked = NeedsRights("only the system has a gauge")

    assert asked(FakeSystemRights(trouble=trouble)).outcome == asked().outcome
    assert asked(lock=locked).outcome == Absent("only the system has a gauge")
    assert asked(FakeSystemRights(), lock=locked).outcome == Healthy()


def test_a_check_of_our_own_is_never_asked_by_the_service():
    service = FakeSystemRights()

    assert asked(service, own_gauge_tells).outcome == Unsure("the gauge is locked")
    assert service.asked == []


@pytest.mark.parametrize(
    "parts", [(), "cures", (("SystemRights", nobody),)], ids=["none", "lent", "nobody"]
)
def test_what_was_borrowed_replays(parts):
    tanks = Locked(well=0)
    parts = (lent_by(Service(tanks)),) if parts == "cures" else parts
    step, heard, _ = repaired(tanks, *parts)
    askings = [e.asking for e in heard if getattr(e, "asking", None)]

    again = repaired(None, host=ReplayHost(askings, {}))[0]

    assert (again.result, again.why) == (step.result, step.why)


def test_a_check_that_was_asked_with_borrowed_rights_replays():
    done = asked(FakeSystemRights(Told("found", "well-dry", {"level": 0})))
    replayed = ReplayHost([done.asking], {})

    again = ask(replayed, deep_well_has_water, Lines(deep_well_has_water.id, 0))

    assert again.outcome == done.outcome == Found(WELL_DRY(level=0))


def test_a_bug_of_the_lender_replays_as_one():
    bug, tanks = FakeSystemRights(trouble=KeyError("oops")), Locked(well=0)
    step, heard, _ = repaired(tanks, lent_by(bug))
    askings = [e.asking for e in heard if getattr(e, "asking", None)]
    done = asked(bug, lock=NeedsRights("only the system has a gauge"))

    again = repaired(None, host=ReplayHost(askings, {}))[0]
    looked = ask(
        ReplayHost([done.asking], {}), deep_well_has_water, Lines(done.check.id, 0)
    )

    assert (again.result, again.why) == (step.result, step.why)
    assert step.result is Result.FAILED
    assert "oops" in step.why
    assert looked.outcome == done.outcome
    assert isinstance(done.outcome, Unsure)


def test_the_machine_of_a_test_may_lack_the_service():
    assert isinstance(Tanks().host(), Host)


def test_an_ordinary_run_borrows(tmp_path):
    @contextlib.contextmanager
    def held(folder, seconds):
        yield True

    tanks = Locked(well=0)
    service = Service(tanks)
    host = tanks.host(lent_by(service))
    kit = Kit(
        (well_has_water,),
        lambda: (fill_deep_well,),
        Policy(),
        "",
        str(tmp_path),
        lambda: host,
        held,
    )
    with Session(kit, "cli") as session:
        session.repair(session.diagnose(), consent=False)
        case = session.finish()

    assert [one.result for one in case.steps] == [Result.CURED]
    assert service.asked == [fill_deep_well.id]


def test_what_room_the_service_made_is_told_as_if_we_had():
    room = Freed(5, 0, 5)
    tanks = Locked(well=0)
    service = Service(tanks, lent=Lent("cured", freed=room))
    lines, hands = Lines(fill_deep_well.id, 0), hands_on(tanks.host(), UNWRITTEN)
    step = Step(fill_deep_well, well_has_water, WELL_DRY.code)

    carried = carry_or_borrow(step, tanks.host(lent_by(service)), lines, hands)

    assert (carried.result, carried.freed) == (Result.CURED, room)
