import threading
import time

import pytest

from agent.events import Diagnosed, RunStarted, StepStarted
from agent.policy.desk import DeskKind, DeskRules
from agent.policy.model import FixRules, Policy
from agent.session import Session
from agent.trouble import BadInput
from agent.value import replace
from tests.agent.test_session import kit
from tests.agent.toy import CHECKS, Tanks
from tests.ui.streams import folded, hanging, stream
from ui import run as module
from ui.run import Run, remembered, reported
from ui.news import Asking, Broke, Ended, Heard, Trouble
from ui.state import State


def told(folder, leave_at=None, tanks=None, **how):
    """Carry a run out and leave it when a kind of news comes."""
    news = []

    def tell(one):
        news.append(one.event)
        if leave_at and isinstance(one.event, leave_at):
            run.leave()

    run = Run(1, kit(folder, tanks or Tanks(), **how), lambda *_: "/b.zip", tell)
    run.carry_out()
    return news


def test_a_run_says_everything_and_ends_with_its_case(tmp_path):
    news = stream(tmp_path)

    assert isinstance(news[0].event, RunStarted)
    assert isinstance(news[-1].event, Ended)
    assert {one.run for one in news} == {1}
    assert news[-1].event.report == ""


def test_each_run_goes_by_the_rules_of_its_own_time(tmp_path):
    tanks, rules = Tanks(well=0), [Policy(fixes=FixRules(only=())), Policy()]
    first = kit(tmp_path, tanks)
    made = replace(first, anew=lambda: replace(first, policy=rules.pop()))
    filled = []
    for _ in range(2):
        tanks.levels["well"] = 0
        Run(1, made, lambda *_: "", lambda _: None).carry_out()
        filled.append(tanks.filled.count("well"))

    assert filled == [1, 1]


def test_rules_that_became_wrong_are_told_and_nothing_is_asked(tmp_path):
    def anew():
        raise BadInput("The policy file is not valid.")

    news = []
    made = replace(kit(tmp_path), anew=anew)
    Run(1, made, lambda *_: "", lambda one: news.append(one.event)).carry_out()

    assert news == [Broke(Trouble.REFUSED, "The policy file is not valid.")]


def test_what_is_left_leaves_a_report(tmp_path):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}

    assert stream(tmp_path, stuck)[-1].event.report == "/out/b.zip"


def test_where_it_has_no_desk_no_report_is_left_and_none_is_missed(tmp_path):
    stuck, rules = Tanks(well=0), Policy(desk=DeskRules(kind=DeskKind.NONE))
    stuck.stuck = {"well"}
    ended = told(tmp_path, tanks=stuck, policy=rules)[-1]

    assert (ended.report, ended.unwritten) == ("", False)


@pytest.mark.parametrize("trouble", [OSError(28, "full"), ValueError("a bug")])
def test_a_report_that_fails_does_not_keep_the_result_back(tmp_path, trouble, capsys):
    def fails(*_):
        raise trouble

    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    ended = stream(tmp_path, stuck, hand_over=fails)[-1].event

    assert (ended.report, ended.unwritten) == ("", True)
    assert type(trouble).__name__ in capsys.readouterr().err


@pytest.mark.parametrize("moment", [RunStarted, Diagnosed, Asking])
def test_a_run_that_is_left_before_a_repair_changes_nothing(tmp_path, moment):
    tanks = Tanks(tap=0)
    news = told(tmp_path, moment, tanks)

    assert isinstance(news[-1], moment)
    assert tanks.filled == []
    assert remembered(kit(tmp_path)).case is None


def test_a_repair_that_was_begun_is_judged_and_kept_though_the_run_was_left(tmp_path):
    tanks = Tanks(well=0)
    tanks.feeds = {"well": {"pump": 5, "tap": 5}}
    news = told(tmp_path, StepStarted, tanks)

    assert tanks.filled == ["well"]
    assert news[-1].case.result == "repaired"
    assert remembered(kit(tmp_path)).case == news[-1].case


def test_a_run_that_was_left_lets_go_of_the_machine(tmp_path):
    told(tmp_path, RunStarted)

    Session(kit(tmp_path), "test").take(patience=0)


def test_another_run_that_does_not_end_is_said(tmp_path):
    class Elsewhere:
        def __call__(self, folder, seconds):
            from contextlib import nullcontext

            return nullcontext(enter_result=False)

    news = told(tmp_path, hold=Elsewhere())

    assert news[-1].trouble is Trouble.BUSY


def test_a_folder_that_cannot_be_used_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    (broke,) = told(tmp_path / "file" / "state")

    assert broke.trouble is Trouble.REFUSED
    assert "--state" in broke.why


def test_a_bug_is_said_and_its_trace_is_left_for_it(tmp_path, capsys):
    tanks = Tanks()
    tanks.host = lambda *_: 1 / 0
    made = kit(tmp_path, tanks)
    news = []
    Run(1, made, lambda *_: "", news.append).carry_out()

    assert news[-1].event == Broke(
        Trouble.FAILED, "ZeroDivisionError('division by zero')"
    )
    assert "Traceback" in capsys.readouterr().err


def test_nobody_who_answers_is_a_no(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    tanks = Tanks(tap=0)
    news = told(tmp_path, tanks=tanks)

    assert tanks.filled == []
    assert news[-1].case.result == "problems"


def test_a_disk_that_is_full_gives_the_result_and_says_it_was_not_kept(tmp_path):
    from contextlib import contextmanager

    @contextmanager
    def full(folder, seconds):
        raise OSError(28, "No space left on device")
        yield

    ended = stream(tmp_path, hold=full)[-1].event

    assert ended.unkept
    assert ended.case.result == "healthy"


def test_a_damaged_history_is_told_and_set_aside(tmp_path):
    (tmp_path / "history.sqlite").write_bytes(b"rubbish" * 1000)
    said = remembered(kit(tmp_path))

    assert said.case is None
    assert "set aside" in said.damaged
    assert remembered(kit(tmp_path)).damaged == ""


def test_a_case_of_the_history_can_still_be_reported(tmp_path):
    case = stream(tmp_path)[-1].event.case
    handed = []

    def hand_over(case, askings):
        handed.append((case, len(askings)))
        return "/b.zip"

    assert reported(kit(tmp_path), case, None, hand_over).report == "/b.zip"
    assert handed == [(case, 3)]


def test_a_case_that_is_nowhere_kept_is_reported_from_memory(tmp_path):
    case = stream(tmp_path)[-1].event.case
    report = reported(kit(tmp_path / "none"), case, (case, []), lambda *_: "/b.zip")

    assert report.report == "/b.zip"
    gone = reported(kit(tmp_path / "none"), case, None, lambda *_: "/b.zip")
    assert gone.report == ""


def test_a_check_that_hangs_does_not_hold_back_who_leaves(tmp_path):
    until = threading.Event()
    checks = (*CHECKS, hanging(until))
    news = []
    run = Run(1, kit(tmp_path, checks=checks), lambda *_: "", news.append)
    thread = threading.Thread(target=run.carry_out, daemon=True)
    thread.start()
    while not news:
        time.sleep(0.01)
    run.leave()
    until.set()
    thread.join(5)

    assert not thread.is_alive()
    assert not any(isinstance(one.event, Ended) for one in news)
    assert folded(news, State(run=2)) == State(run=2)
    assert all(isinstance(one, Heard) for one in news)


TAKES = Policy(desk=DeskRules(kind=DeskKind.ZAMMAD, url="https://desk.example"))


@pytest.mark.parametrize(("rules", "desk"), [(TAKES, True), (Policy(), False)])
def test_a_run_and_a_report_say_whether_a_desk_takes_them(tmp_path, rules, desk):
    stuck = Tanks(well=0)
    stuck.stuck = {"well"}
    ended = told(tmp_path, tanks=stuck, policy=rules)[-1]
    made = kit(tmp_path, stuck, rules)
    written = reported(made, ended.case, (ended.case, ()), lambda *_: "/b.zip")

    assert (ended.desk, written.desk, remembered(made).desk) == (desk,) * 3


def test_a_report_goes_by_the_rules_of_its_own_time(tmp_path):
    case = stream(tmp_path)[-1].event.case
    before = kit(tmp_path)

    def wrong():
        raise BadInput("The policy file is not valid.")

    for anew, desk in ((lambda: kit(tmp_path, policy=TAKES), True), (wrong, False)):
        now = replace(before, anew=anew)
        assert reported(now, case, (case, ()), lambda *_: "/b.zip").desk is desk
