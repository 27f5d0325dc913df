from contextlib import closing

from agent.breaker import OFTEN
from agent.case import Taken
from agent.earlier import Earlier
from agent.events import Result
from agent.history import History
from agent.journal import Journal
from agent.policy.model import FixRules
from agent.value import replace
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks


def test_the_history_is_read_once_and_only_when_a_repair_is_planned(tmp_path):
    with closing(History(str(tmp_path))) as history:
        journal = Journal(str(tmp_path), "1")
        earlier = Earlier(journal, history, FixRules(most_per_day=1))
        case, file = case_of(Tanks())
        step = Taken("mend", "torn", "c", Result.NO_EFFECT, "", 1.0)
        history.keep(replace(case, steps=(step,)), file.askings, 9)

        assert earlier.halt("mend", "torn") == OFTEN
        assert earlier.halt("mend", "faded") == ""

        (tmp_path / "history.sqlite").unlink()
        assert earlier.halt("mend", "torn") == OFTEN


def test_without_a_history_nothing_is_stopped(tmp_path):
    earlier = Earlier(Journal(str(tmp_path)), History(str(tmp_path)), FixRules())

    assert earlier.halt("mend", "torn") == ""
    assert not earlier.is_open()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_note_is_told_by_its_path(tmp_path):
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "1-00.begun").write_text("rubbish")
    earlier = Earlier(Journal(str(tmp_path)), History(str(tmp_path)), FixRules())

    assert not earlier.is_open()
    assert str(tmp_path / "journal" / "1-00.damaged") in earlier.warnings[0]
