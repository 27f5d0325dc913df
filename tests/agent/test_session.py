import errno
import os
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from agent.breaker import BROKE, OFTEN, RETURNS
from agent.carrying import NOT_REPORTED
from agent.events import Result
from agent.fix import Risk, fix
from agent.guard import NOBODY_LENDS
from agent.host.fake.own_rights import FakeOwnRights
from agent.host.fake.rights import FakeSystemRights
from agent.host.linux.places import hold
from agent.journal import Journal
from agent.model import Account
from agent.planning import Step
from agent.policy.model import Consent, FixRules, Policy, RetentionRules
from agent.kit import Kit
from agent.session import Session
from agent.history import History
from agent.trouble import BadInput, Busy
from agent.value import replace
from tests.agent.toy import (
    CHECKS,
    FIXES,
    PUMP_DRY,
    TAP_DRY,
    WELL_DRY,
    Tanks,
    WaterControl,
    no_ghost,
)


class Seen:
    def seen(self):
        return True


def kit(folder, tanks=None, policy=Policy(), hold=hold, checks=CHECKS):
    machine = (tanks or Tanks()).host
    return Kit(checks, lambda: FIXES, policy, "built-in", str(folder), machine, hold)


def run(kit, consent=False, **how):
    with Session(kit, "test", **how) as session:
        session.repair(session.diagnose(), consent)
        return session, session.finish()


def test_a_run_is_kept_in_the_history(tmp_path):
    made = kit(tmp_path / "state")
    _, case = run(made)

    with closing(History(made.state)) as history:
        assert history.cases() == [case]
    assert os.stat(tmp_path / "state").st_mode & 0o777 == 0o700


def test_a_look_at_whether_an_outage_goes_on_is_no_run_of_the_history(tmp_path):
    made = kit(tmp_path / "state")
    run(made, repairs=False, kept=False)

    with closing(History(made.state)) as history:
        assert history.cases() == []


def test_a_yes_lets_repairs_run_that_ask(tmp_path):
    assert run(kit(tmp_path, Tanks(tap=0)))[1].result == "problems"
    assert run(kit(tmp_path, Tanks(tap=0)), consent=True)[1].result == "repaired"


def test_a_yes_is_one_to_what_was_asked_about_and_not_to_what_comes_to_light(tmp_path):
    hidden = [Tanks(well=0, tap=0) for _ in range(2)]
    results = []
    for tanks, to_all in zip(hidden, (False, True), strict=True):
        with Session(kit(tmp_path, tanks), "test") as session:
            session.repair(session.diagnose(), True, to_all=to_all)
            results.append({one.fix: one.result for one in session.finish().steps})

    wells = {"fill_well": "cured", "fill_pump": "cured"}
    assert results == [wells | {"fill_tap": "refused"}, wells | {"fill_tap": "cured"}]


def test_a_yes_is_none_to_a_repair_that_nobody_was_asked_about_as_it_was_stopped(
    tmp_path,
):
    """Its one problem was tried too often; another it helps against comes to light."""

    @fix(repairs=(WELL_DRY,), risk=Risk.ASK)
    def dig(water: WaterControl):
        water.fill("well")

    @fix(repairs=(TAP_DRY, PUMP_DRY), risk=Risk.ASK)
    def pour(water: WaterControl):
        water.fill("pump")

    ghost = ("Ghost", Seen)
    rules = Policy(fixes=FixRules(most_per_day=1))
    made = kit(tmp_path, policy=rules, checks=(no_ghost, *CHECKS))
    made = replace(made, fixes=lambda: (dig, pour))
    run(replace(made, machine=lambda: Tanks().host(ghost)), consent=True)
    tanks = Tanks(well=0)
    with Session(replace(made, machine=lambda: tanks.host(ghost)), "test") as session:
        plan = session.diagnose()
        may = session.allowed(consent=True)
        asked = [s.fix for s in plan.steps if not may.objection(s.fix, s.code)]
        session.repair(plan, consent=True)
        steps = session.finish().steps

    assert asked == [dig]
    (second,) = [one for one in steps if one.code == "pump-dry"]
    assert (second.fix, second.result) == ("pour", "refused"), steps
    assert tanks.filled == ["well"]


def test_a_yes_does_not_overrule_the_policy(tmp_path):
    never = Policy(fixes=FixRules(never=("fill_tap",)))
    _, case = run(kit(tmp_path, Tanks(tap=0), never), consent=True)

    assert [(step.result, step.why) for step in case.steps] == [
        ("refused", "the policy does not allow this repair")
    ]


@fix(repairs=(TAP_DRY,), risk=Risk.ASK, runs_as=Account.SYSTEM)
def mend_tap(water: WaterControl):
    water.fill("tap")


def test_nobody_is_asked_about_a_repair_that_will_be_refused_and_the_reason_is_kept(
    tmp_path,
):
    lender = ("SystemRights", FakeSystemRights)
    made = replace(kit(tmp_path), machine=lambda: Tanks(tap=0).host(lender))
    plans, kept = [], []
    for lent in ((), ("mend_tap",)):
        employees = replace(made, fixes=lambda: (mend_tap,), lent=lent)
        with Session(employees, "window") as session:
            plan = session.diagnose()
            may = session.allowed(consent=True)
            plans.append([s.fix.id for s in plan.steps if not may.objection(s.fix)])
            session.repair(plan, consent=False)
            kept += [step.why for step in session.finish().steps]

    assert plans == [[], ["mend_tap"]]
    assert kept == [NOBODY_LENDS, "nobody has said yes to this repair"]


def test_rights_of_their_own_make_nothing_possible_that_the_rules_forbid(tmp_path):
    mine = ("OwnRights", lambda: FakeOwnRights("WaterControl"))
    tanks = Tanks(tap=0)
    results = []
    for rules in (
        Policy(fixes=FixRules(never=("mend_tap",))),
        Policy(fixes=FixRules(only=())),
        Policy(consent=Consent.POLICY),
        Policy(),
    ):
        made = kit(tmp_path, tanks, rules)
        employees = replace(
            made, machine=lambda: tanks.host(mine), fixes=lambda: (mend_tap,), lent=()
        )
        results.append(run(employees, True)[1].result)

    assert results == ["problems"] * 3 + ["repaired"]


@pytest.mark.parametrize("trigger", ["schedule", "service"])
def test_where_nobody_could_be_asked_nothing_is_foreseen(tmp_path, trigger):
    made = replace(kit(tmp_path, Tanks(tap=0)), fixes=lambda: (mend_tap,), lent=())
    with Session(made, trigger) as session:
        session.repair(session.diagnose(), consent=False)
        (step,) = session.finish().steps

    assert step.why == "nobody has said yes to this repair"


def test_where_the_policy_says_yes_nobody_else_can(tmp_path):
    rules = Policy(consent=Consent.POLICY)
    excused = Policy(
        consent=Consent.POLICY, fixes=FixRules(without_asking=("fill_tap",))
    )

    assert run(kit(tmp_path, Tanks(tap=0), rules), True)[1].result == "problems"
    assert run(kit(tmp_path, Tanks(tap=0), excused), True)[1].result == "repaired"


def test_a_run_drops_what_is_no_longer_kept(tmp_path):
    made = kit(tmp_path, policy=Policy(retention=RetentionRules(history_days=1)))
    run(made)
    with closing(History(made.state)) as history:
        with history._open() as file:
            file.execute("UPDATE cases SET started = '2001-01-01T00:00:00Z'")
            file.commit()
    for _ in range(10):
        run(made)

    with closing(History(made.state)) as history:
        assert len(history.cases()) == 10


def test_a_run_that_only_looks_plans_nothing(tmp_path):
    tanks = Tanks(well=0)
    with Session(kit(tmp_path, tanks), "test", repairs=False) as session:
        plan = session.diagnose()

    assert plan.steps == ()
    assert tanks.filled == []


def test_a_second_run_waits_for_the_first_and_never_interleaves(tmp_path):
    made, order = kit(tmp_path), []
    first = Session(made, "test")
    first.take()

    def second():
        with Session(made, "test"):
            order.append("second begins")

    thread = threading.Thread(target=second)
    thread.start()
    thread.join(0.3)
    order.append("first ends")
    first.diagnose()
    first.finish()
    thread.join(10)

    assert order == ["first ends", "second begins"]


def test_a_second_run_says_so_when_the_first_does_not_end(tmp_path):
    made = kit(tmp_path)
    with Session(made, "test"):
        with pytest.raises(Busy, match="Another run"):
            Session(made, "test").take(patience=0)

    Session(made, "test").take(patience=0)


def test_a_state_folder_that_cannot_be_made_is_said_before_anything_is_asked(tmp_path):
    (tmp_path / "file").write_text("")
    tanks = Tanks()
    tanks.level = None

    with pytest.raises(BadInput, match="--state"):
        Session(kit(tmp_path / "file" / "state", tanks), "test").take()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_or_read_only_disk_does_not_keep_the_diagnosis_back(tmp_path, number):
    @contextmanager
    def on_a_bad_disk(folder, seconds):
        raise OSError(number, os.strerror(number))
        yield

    made = kit(tmp_path, Tanks(tap=0), hold=on_a_bad_disk)
    session, case = run(made)

    assert case.result == "problems"
    assert os.strerror(number) in session.warnings[0]


def test_only_what_the_policy_excuses_runs_without_a_question(tmp_path):
    excused = Policy(fixes=FixRules(without_asking=("fill_tap",)))
    session = Session(kit(tmp_path, policy=excused), "test")

    assert session.allowed(consent=False).risks == (Risk.SAFE,)
    assert run(kit(tmp_path, Tanks(tap=0), excused))[1].result == "repaired"


def test_a_run_that_could_not_begin_lets_go_of_the_machine(tmp_path):
    made = kit(tmp_path)
    (tmp_path / "history.sqlite").mkdir()
    with pytest.raises(BadInput, match="--state"):
        Session(made, "test").take()

    (tmp_path / "history.sqlite").rmdir()
    Session(made, "test").take(patience=0)


def spoil(path, at, data):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.mark.parametrize(
    ("at", "data"),
    [(0, b"rubbish" * 1000), (60, b"\0\0\0\x63"), (4096, b"\xff" * 4096)],
    ids=["rubbish", "newer", "a page"],
)
def test_a_history_that_cannot_be_used_is_set_aside_and_the_run_goes_on(
    tmp_path, at, data
):
    for _ in range(3):
        run(kit(tmp_path))
    spoil(tmp_path / "history.sqlite", at, data)
    session, case = run(kit(tmp_path, tanks := Tanks(well=0)))

    assert tanks.filled == ["well", "pump"]
    assert (len(session.warnings), session.unkept) == (1, False)
    assert "set aside as" in session.warnings[0]
    with closing(History(str(tmp_path))) as history:
        assert history.cases() == [case]
    assert [one for one in os.listdir(tmp_path) if one.startswith("history.sqlite.")]


def test_who_reads_the_history_for_long_costs_no_run(tmp_path):
    made = kit(tmp_path)
    run(made)
    with closing(sqlite3.connect(tmp_path / "history.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT id FROM cases").fetchall()
        session, case = run(made)

    assert case.result == "healthy"
    assert session.unkept
    assert os.strerror(errno.EBUSY) in session.warnings[0]


def test_a_history_that_is_damaged_while_a_run_goes_on_costs_no_run(tmp_path):
    with Session(kit(tmp_path, Tanks(well=0)), "test") as session:
        session.repair(session.diagnose(), consent=False)
        spoil(tmp_path / "history.sqlite", 0, b"rubbish" * 2000)
        case = session.finish()

    with closing(History(str(tmp_path))) as history:
        assert history.cases() == [case]


def stuck():
    tanks = Tanks(well=0)
    tanks.stuck = {"well"}
    return tanks


def test_what_does_not_help_is_tried_three_times_a_day_and_then_left_to_it(tmp_path):
    tanks = stuck()
    told = [run(kit(tmp_path, tanks), consent=True)[1].steps[0] for _ in range(4)]

    assert len(tanks.filled) == 3
    assert [one.result for one in told] == ["no-effect"] * 3 + ["refused"]
    assert told[3].why == OFTEN


def test_what_comes_back_though_it_was_cured_is_left_to_it(tmp_path):
    policy = Policy(fixes=FixRules(most_per_day=9, returns_per_week=2))
    told = []
    for _ in range(3):
        told += run(kit(tmp_path, Tanks(well=0), policy))[1].steps[:1]

    assert [one.result for one in told] == ["cured", "cured", "refused"]
    assert told[2].why == RETURNS


def test_what_cut_a_run_short_is_not_tried_in_the_run_that_ends_it(
    tmp_path, monkeypatch
):
    with monkeypatch.context() as other:
        other.setattr("agent.journal.PROCESS", "another")
        step = Step(FIXES[0], CHECKS[0], "well-dry")
        Journal(str(tmp_path), "20260101-000000-000000001").intend(step, None)
    _, case = run(kit(tmp_path, tanks := Tanks(well=0)))

    assert [(one.result, one.why) for one in case.steps[:1]] == [("refused", BROKE)]
    assert tanks.filled == []
    assert case.recovered


def test_nobody_is_asked_about_a_repair_that_would_be_stopped(tmp_path):
    tanks = Tanks(tap=0)
    tanks.stuck = {"tap"}
    for _ in range(3):
        run(kit(tmp_path, tanks), consent=True)
    with Session(kit(tmp_path, tanks), "test") as session:
        (step,) = session.diagnose().steps

        assert session.allowed(consent=True).objection(step.fix, step.code) == OFTEN


def test_evidence_goes_only_after_a_report_of_the_run_as_it_stands(tmp_path):
    @fix(repairs=(TAP_DRY,), reported_first=True)
    def burn_the_log(water: WaterControl):
        water.fill("tap")

    told = []

    def report(kit, case, askings):
        told.append(([one.code for one in case.causes], case.steps, len(askings)))

    plain = replace(kit(tmp_path, Tanks(tap=0)), fixes=lambda: (burn_the_log,))
    _, refused = run(plain)
    _, done = run(replace(plain, report=report))

    assert [one.why for one in refused.steps] == [
        f"{NOT_REPORTED}: nobody keeps reports here"
    ]
    assert [one.result for one in done.steps] == [Result.CURED]
    assert told == [(["tap-dry"], (), len(CHECKS))]
