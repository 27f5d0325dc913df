import errno
import os
import random

import pytest

from agent import journal as module
from agent.events import Result
from agent.fix import fix
from agent.journal import FORM, Journal, Mark
from agent.planning import Step
from tests.agent.toy import WELL_DRY, WaterControl, well_has_water


@fix(repairs=(WELL_DRY,))
def turn(water: WaterControl):
    pass


STEP = Step(turn, well_has_water, WELL_DRY.code)
NAME = "20261127-100000-000000001-00"
BEFORE = {"valve": "half", "names": ["à", "b"]}


@pytest.fixture
def journal(tmp_path):
    return Journal(str(tmp_path), "20261127-100000-000000001")


def files(journal):
    return sorted(os.listdir(journal.folder))


def only_file(journal):
    (name,) = files(journal)
    return os.path.join(journal.folder, name)


def test_an_intent_is_read_back_as_it_was_written(journal):
    name = journal.intend(STEP, BEFORE)
    (entry,) = journal.entries()

    assert (entry.name, entry.mark) == (NAME, Mark.BEGUN) == (name, Mark.BEGUN)
    assert entry.intent.before == BEFORE
    assert (entry.intent.fix, entry.intent.code) == (turn.id, "well-dry")
    assert (entry.intent.form, entry.intent.process) == (FORM, module.PROCESS)
    assert os.stat(only_file(journal)).st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("result", "mark"),
    [
        (Result.CURED, Mark.KEPT),
        (Result.UNDONE, Mark.UNDONE),
        (Result.NO_EFFECT, Mark.WITHOUT),
        (Result.FAILED, Mark.WITHOUT),
        (Result.REFUSED, Mark.WITHOUT),
    ],
)
def test_how_it_ended_stands_in_the_name(journal, result, mark):
    journal.ended(journal.intend(STEP, BEFORE), result)

    assert files(journal) == [f"{NAME}.{mark}"]


def test_what_was_put_back_was_noted_before_it_was(journal):
    name = journal.intend(STEP, BEFORE)
    journal.undoing(name)

    assert files(journal) == [f"{NAME}.undoing"]
    journal.ended(name, Result.UNDONE)
    assert files(journal) == [f"{NAME}.undone"]


def test_several_repairs_of_a_run_do_not_share_a_file(journal):
    assert journal.intend(STEP, None) != journal.intend(STEP, None)
    assert len(journal.entries()) == 2


def test_what_is_open_is_never_forgotten(journal):
    open_one, ended = journal.intend(STEP, BEFORE), journal.intend(STEP, BEFORE)
    journal.ended(ended, Result.CURED)
    journal.forget("20261127-100000-000000001", open_one)

    assert [entry.name for entry in journal.entries()] == [open_one]


def test_one_run_forgets_nothing_of_another(journal, tmp_path):
    journal.ended(journal.intend(STEP, BEFORE), Result.CURED)
    Journal(str(tmp_path)).forget("20261127-100000-000000009")
    Journal(str(tmp_path)).forget()

    assert len(journal.entries()) == 1


def test_a_journal_that_was_never_written_is_empty(journal):
    assert journal.entries() == ()
    assert not os.path.exists(journal.folder)


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_what_is_not_safely_written_is_not_there(journal, monkeypatch, call):
    def fails(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fails)
        with pytest.raises(OSError, match="Input/output"):
            journal.intend(STEP, BEFORE)

    assert not os.path.exists(journal.folder) or files(journal) == []


def test_a_failed_sync_is_never_tried_again(journal, monkeypatch):
    journal.intend(STEP, BEFORE)
    tried = []

    def fails(handle):
        tried.append(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="Input/output"):
        journal.intend(STEP, BEFORE)

    assert len(tried) == 1


def test_how_it_ended_is_no_reason_to_fail(journal, monkeypatch):
    name = journal.intend(STEP, BEFORE)

    def fails(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "rename", fails)
    journal.undoing(name)
    journal.ended(name, Result.UNDONE)

    assert [entry.mark for entry in journal.entries()] == [Mark.BEGUN]


def test_what_was_not_finished_being_written_is_swept_away(journal):
    journal.intend(STEP, BEFORE)
    torn = os.path.join(journal.folder, ".20261127-110000-000000000-00")
    with open(torn, "w") as file:
        file.write("0000")

    assert len(journal.entries()) == 1
    assert not os.path.exists(torn)


def damaged_by(data, way, at):
    chance = random.Random(at)
    if way == "flip":
        spot = chance.randrange(len(data))
        return data[:spot] + bytes([data[spot] ^ 1 << at % 8]) + data[spot + 1 :]
    if way == "cut":
        return data[: chance.randrange(len(data) - 1)]
    return {
        "empty": b"",
        "zeros": bytes(len(data)),
        "rubbish": chance.randbytes(len(data)),
        "twice": data + data,
        "deep": b"[" * 100_000,
    }[way]


@pytest.mark.parametrize(
    ("way", "times"),
    [("flip", 200), ("cut", 60), ("rubbish", 20)]
    + [(way, 1) for way in ("empty", "zeros", "twice", "deep")],
)
def test_a_damaged_file_is_set_aside_and_never_believed(journal, way, times):
    whole = journal.intend(STEP, BEFORE)
    with open(only_file(journal), "rb") as file:
        good = file.read()
    for at in range(times):
        bad = damaged_by(good, way, at)
        name = f"20261127-100000-00000{at:04}-07"
        with open(os.path.join(journal.folder, f"{name}.begun"), "wb") as file:
            file.write(bad)

    assert [entry.name for entry in journal.entries()] == [whole]
    assert journal.count(Mark.DAMAGED) == len(journal.damaged) == times
    assert all(os.path.exists(path) for path in journal.damaged)


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EMFILE, errno.ENOMEM])
def test_what_cannot_be_read_at_this_moment_is_not_damaged(
    journal, monkeypatch, number
):
    def short(_):
        raise OSError(number, os.strerror(number))

    journal.intend(STEP, "half")
    with monkeypatch.context() as now:
        now.setattr("agent.journal.read_back", short)
        assert journal.entries() == ()

    assert journal.damaged == []
    assert [one.mark for one in journal.entries()] == [Mark.BEGUN]


@pytest.mark.parametrize("form", [FORM - 1, FORM + 1])
def test_what_another_blusser_wrote_in_another_form_is_set_aside(
    journal, monkeypatch, form
):
    with monkeypatch.context() as other:
        other.setattr(module, "FORM", form)
        journal.intend(STEP, BEFORE)

    assert journal.entries() == ()
    assert files(journal) == [f"{NAME}.damaged"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_nobody_else_says_what_is_to_be_put_back(journal):
    journal.intend(STEP, BEFORE)
    os.chown(only_file(journal), 65534, -1)

    assert journal.entries() == ()
    assert journal.count(Mark.DAMAGED) == 1


@pytest.mark.parametrize("trap", ["link", "pipe", "folder"])
def test_what_is_no_file_is_not_read(journal, tmp_path, trap):
    journal.intend(STEP, BEFORE)
    path = only_file(journal)
    os.rename(path, tmp_path / "elsewhere")
    {
        "link": lambda: os.symlink(tmp_path / "elsewhere", path),
        "pipe": lambda: os.mkfifo(path),
        "folder": lambda: os.mkdir(path),
    }[trap]()

    assert journal.entries() == ()
