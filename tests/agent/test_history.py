import os
import sqlite3

import pytest

from agent.history import History
from agent.trouble import BadInput
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
        history.check()


def test_asking_for_runs_where_none_were_makes_no_file(tmp_path):
    history = History(str(tmp_path))

    assert (history.cases(), history.find()) == ([], None)
    assert os.listdir(tmp_path) == []
