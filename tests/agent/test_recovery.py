from contextlib import closing

import pytest

from agent import journal as journal_module
from agent.events import Result
from agent.fix import fix
from agent.history import History
from agent.host import Host, HostError
from agent.journal import Journal, Mark
from agent.planning import Step
from agent.policy.model import FixRules, Policy
from agent.recovery import CUT, TWICE, UNKNOWN, UNTOLD, Recovery
from agent.kit import Kit
from agent.session import Session
from tests.agent.test_session import hold
from tests.agent.toy import CHECKS, WELL_DRY, Tanks, WaterControl, well_has_water

CASE = "20261127-100000-000000001"


def toggling(undone, trouble=None):
    """Return a fix whose undo says so, and fails with a trouble."""

    def put_back(before, water):
        undone.append(before)
        if trouble:
            raise trouble

    @fix(repairs=(WELL_DRY,), remember=lambda water: "half", undo=put_back, timeout=0.3)
    def turn_the_valve(water: WaterControl):
        water.fill("well")

    return turn_the_valve


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """Return what writes down, as another process, that a fix began."""

    def begin(repair, before="half", *marks):
        journal = Journal(str(tmp_path), CASE)
        with monkeypatch.context() as other:
            other.setattr(journal_module, "PROCESS", "another")
            name = journal.intend(Step(repair, well_has_water, "well-dry"), before)
        for mark in marks:
            journal.move(name, mark)
        return journal

    return begin


def recover(journal, fixes, tanks=None, checks=CHECKS, told=lambda _: False):
    host = (tanks or Tanks(well=0)).host()
    return [one.taken for one in Recovery(journal, host, checks, fixes).run(told)]


def said(taken):
    return [(one.fix.rsplit(".", 1)[-1], one.result, one.why) for one in taken]


def test_what_did_not_help_is_put_back_once(begun):
    undone = []
    repair = toggling(undone)
    journal = begun(repair)

    assert said(recover(journal, [repair])) == [
        ("turn_the_valve", Result.UNDONE, CUT),
    ]
    assert undone == ["half"]
    assert journal.count(Mark.UNDONE) == 1


def test_what_helped_is_kept(begun):
    undone = []
    repair = toggling(undone)
    journal = begun(repair)

    assert said(recover(journal, [repair], Tanks())) == [
        ("turn_the_valve", Result.CURED, CUT)
    ]
    assert undone == []
    assert journal.count(Mark.KEPT) == 1


@pytest.mark.parametrize("how", ["unsure", "gone"])
def test_where_nobody_says_that_it_helped_it_is_put_back(begun, how):
    undone, tanks = [], Tanks()
    repair = toggling(undone)
    tanks.mute = {"well"}
    checks = CHECKS if how == "unsure" else ()

    assert recover(begun(repair), [repair], tanks, checks)[0].result is Result.UNDONE
    assert undone == ["half"]


def test_where_no_setting_was_changed_there_is_nothing_to_put_back(begun):
    repair = toggling([])
    journal = begun(repair, None)

    assert said(recover(journal, [repair])) == [
        ("turn_the_valve", Result.NO_EFFECT, CUT)
    ]
    assert journal.count(Mark.WITHOUT) == 1


def test_putting_back_is_tried_twice_at_most_and_then_left_to_it(begun):
    undone = []
    repair = toggling(undone, HostError("the valve is jammed"))
    journal = begun(repair)
    told = [recover(journal, [repair]) for _ in range(3)]

    assert len(undone) == 2
    assert said(told[0]) == said(told[1])
    assert said(told[0])[0][1:] == (Result.FAILED, f"{TWICE}: the valve is jammed")
    assert told[2] == []
    assert journal.count(Mark.ASIDE) == 1


def test_a_part_that_cannot_be_made_ends_no_later_run(begun):
    def broken():
        raise KeyError("no such account")

    repair = toggling([])
    recovery = Recovery(begun(repair), Host({"WaterControl": broken}), CHECKS, [repair])
    results = [
        [one.taken.result for one in recovery.run(lambda _: False)] for _ in range(3)
    ]

    assert results == [[Result.FAILED], [Result.FAILED], []]


@pytest.mark.parametrize(("mark", "tries"), [("undoing", 1), ("undoing-again", 0)])
def test_a_crash_while_putting_back_counts_as_a_try(begun, mark, tries):
    undone = []
    repair = toggling(undone)
    (one,) = recover(begun(repair, "half", Mark(mark)), [repair])

    assert len(undone) == tries
    assert one.result is (Result.UNDONE if tries else Result.FAILED)


def test_a_repair_that_no_longer_exists_is_set_aside_and_told(begun):
    journal = begun(toggling([]))

    assert said(recover(journal, []))[0][1:] == (Result.FAILED, UNKNOWN)
    assert journal.count(Mark.ASIDE) == 1
    assert recover(journal, []) == []


def test_a_run_with_one_repair_leaves_those_of_others_alone(begun, tmp_path):
    undone = []
    repair = toggling(undone)
    journal = begun(repair)
    host, known = Tanks(well=0).host(), frozenset((repair.id,))

    assert Recovery(journal, host, CHECKS, (), known).run(lambda _: False) == ()
    assert journal.count(Mark.BEGUN) == 1
    assert Recovery(journal, host, CHECKS, (repair,), known).run(lambda _: False)
    assert undone == ["half"]


def test_what_ended_and_was_told_is_forgotten(begun):
    journal = begun(toggling([]), "half", Mark.KEPT)

    assert recover(journal, [], told=lambda case: case == CASE) == []
    assert journal.entries() == ()


def test_what_ended_and_was_not_told_is_told(begun):
    journal = begun(toggling([]), "half", Mark.UNDOING, Mark.UNDONE)

    assert said(recover(journal, []))[0][1:] == (Result.UNDONE, UNTOLD)


def test_what_this_very_process_began_is_left_alone(tmp_path):
    undone = []
    repair = toggling(undone)
    journal = Journal(str(tmp_path), CASE)
    journal.intend(Step(repair, well_has_water, "well-dry"), "half")

    assert recover(journal, [repair]) == []
    assert undone == []


def test_an_undo_that_hangs_delays_nobody_for_long(begun):
    from threading import Event

    never = Event()

    def hang(before, water):
        never.wait(10)

    @fix(repairs=(WELL_DRY,), remember=lambda water: 1, undo=hang, timeout=0.2)
    def turn_the_valve(water: WaterControl):
        pass

    (one,) = recover(begun(turn_the_valve), [turn_the_valve])
    never.set()

    assert (one.result, "no end within" in one.why) == (Result.FAILED, True)


NOTHING_ELSE = Policy(fixes=FixRules(only=()))


def session(tmp_path, repair, tanks=None, **how):
    tanks = tanks or Tanks(well=0)
    kit = Kit(
        CHECKS,
        lambda: (repair,),
        NOTHING_ELSE,
        "built-in",
        str(tmp_path),
        tanks.host,
        hold,
    )
    with Session(kit, "test", **how) as run:
        run.repair(run.diagnose(), consent=False)
        return run.finish()


def test_a_run_ends_what_an_earlier_one_began_and_the_history_says_so(begun, tmp_path):
    undone = []
    repair = toggling(undone)
    begun(repair)
    case = session(tmp_path, repair)

    assert said(case.recovered) == [("turn_the_valve", Result.UNDONE, CUT)]
    with closing(History(str(tmp_path))) as history:
        assert history.cases() == [case]
    assert session(tmp_path, repair).recovered == ()
    assert undone == ["half"]
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_run_that_only_looks_changes_nothing(begun, tmp_path):
    undone = []
    repair = toggling(undone)
    journal = begun(repair)
    session(tmp_path, repair, repairs=False)

    assert undone == []
    assert journal.count(Mark.BEGUN) == 1


def test_a_run_that_cannot_be_kept_leaves_the_telling_to_the_next(
    begun, tmp_path, monkeypatch
):
    import errno

    repair = toggling([])
    begun(repair)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(History, "keep", full)
        assert said(session(tmp_path, repair).recovered)[0][2] == CUT

    assert said(session(tmp_path, repair).recovered)[0][1:] == (Result.UNDONE, UNTOLD)
    assert session(tmp_path, repair).recovered == ()
