import os
import sqlite3
from contextlib import closing

import pytest

from agent.history import History
from agent.trouble import BadInput
from agent.value import replace
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks


opened = []


@pytest.fixture(autouse=True)
def let_go():
    yield
    while opened:
        opened.pop().close()


def kept(folder, tanks=None):
    history = History(str(folder))
    opened.append(history)
    case, file = case_of(tanks or Tanks(well=0))
    history.keep(case, file.askings, 100)
    history.close()
    return history, case, file.askings


def test_a_case_and_its_transcript_come_back_equal(tmp_path):
    history, case, askings = kept(tmp_path)

    assert history.cases() == [case]
    assert history.find() == (case, askings)
    assert history.find(case.id) == (case, askings)
    assert history.find("nobody") is None


def test_the_newest_comes_first_and_the_oldest_go(tmp_path):
    history = History(str(tmp_path))
    ids = []
    for _ in range(5):
        case, file = case_of(Tanks())
        history.keep(case, file.askings, 3)
        ids.append(case.id)

    assert [case.id for case in history.cases()] == ids[:1:-1]


@pytest.mark.parametrize("damage", [b"", b"this is no database" * 100])
def test_a_damaged_file_is_set_aside_and_named(tmp_path, damage):
    history, *_ = kept(tmp_path)
    if damage:
        (tmp_path / "history.sqlite").write_bytes(damage)
    else:
        with open(tmp_path / "history.sqlite", "r+b") as file:
            file.seek(100)
            file.write(b"\xff" * 4000)

    with pytest.raises(BadInput, match=r"is damaged .* set aside as .*damaged-"):
        history.cases()

    aside = [name for name in os.listdir(tmp_path) if ".damaged-" in name]
    assert any(name.startswith("history.sqlite.damaged-") for name in aside)
    assert history.cases() == []


def test_a_row_that_cannot_be_read_is_not_swallowed(tmp_path):
    history, *_ = kept(tmp_path)
    file = sqlite3.connect(tmp_path / "history.sqlite")
    file.execute("UPDATE cases SET record = '{}'")
    file.commit()
    file.close()

    with pytest.raises(BadInput, match="id: is missing"):
        history.cases()


def test_a_file_of_a_newer_blusser_is_left_alone(tmp_path):
    history, *_ = kept(tmp_path)
    file = sqlite3.connect(tmp_path / "history.sqlite")
    file.execute("PRAGMA user_version = 99")
    file.close()

    with pytest.raises(BadInput, match="newer Blusser"):
        history.cases()
    assert not [name for name in os.listdir(tmp_path) if "damaged" in name]


def test_a_folder_that_is_gone_is_an_os_error_with_its_reason(tmp_path):
    history = History(str(tmp_path / "gone"))

    with pytest.raises(OSError, match="unable to open"):
        history.begin()


@pytest.mark.parametrize("ask", [History.cases, History.find])
def test_a_history_that_cannot_be_read_is_one_sentence(tmp_path, ask):
    (tmp_path / "history.sqlite").mkdir()

    with pytest.raises(BadInput, match=r"history\.sqlite cannot be read: .*\.$"):
        ask(History(str(tmp_path)))


def test_asking_for_runs_where_none_were_makes_no_file(tmp_path):
    history = History(str(tmp_path))

    assert (history.cases(), history.find()) == ([], None)
    assert os.listdir(tmp_path) == []


def test_what_runs_did_is_told_in_the_order_in_which_they_were_written(tmp_path):
    history = History(str(tmp_path))
    opened.append(history)
    assert history.runs() == []
    when = ("2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
    for at, started in enumerate(when):
        case, file = case_of(Tanks(well=0) if at else Tanks())
        history.keep(replace(case, started=started), file.askings, 100)
    runs = history.runs()

    assert [int(run.at) for run in runs] == [1893456000, 1577836800, 1735689600]
    assert [[one.fix for one in run.steps] for run in runs] == [
        [],
        [one.fix for one in case.steps],
        [one.fix for one in case.steps],
    ]
    assert case.steps
    assert len(history.runs(2)) == 2


def test_no_number_of_runs_that_did_nothing_hides_what_was_tried_this_week(tmp_path):
    history, tried, _ = kept(tmp_path)
    for _ in range(9):
        case, file = case_of(Tanks())
        history.keep(case, file.askings, 3)

    assert [run.steps for run in history.runs(2)] == [tried.steps, (), ()]
    assert len(history.cases()) == 4


def test_what_was_tried_long_ago_goes_like_any_other(tmp_path):
    history = History(str(tmp_path))
    opened.append(history)
    case, file = case_of(Tanks(well=0))
    history.keep(replace(case, started="2020-01-01T00:00:00Z"), file.askings, 3)
    for _ in range(3):
        case, file = case_of(Tanks())
        history.keep(case, file.askings, 3)

    assert [one.steps for one in history.cases()] == [(), (), ()]


def test_a_run_that_an_older_blusser_kept_is_read_too(tmp_path):
    history, case, _ = kept(tmp_path)
    with closing(sqlite3.connect(history.path)) as file, file:
        file.execute("UPDATE cases SET record = json_remove(record, '$.recovered')")

    assert [run.steps for run in history.runs()] == [case.steps]
    assert history.cases() == [case]
    assert history.has(case.id)
    assert not history.has("nobody")
