"""A shared folder as a desk: nothing of others is touched, and nothing is half there."""

import errno
import json
import os

import pytest

from agent.desk.folder import Folder, _trouble, desk
from agent.desk.model import File, LaterError, RefusedError, TooLargeError
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.value import replace
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET


@pytest.fixture
def folder(tmp_path):
    return Folder(str(tmp_path))


def test_a_ticket_and_its_report_are_two_files_that_anybody_can_read(folder, tmp_path):
    folder.preflight()
    made = folder.create(TICKET)
    folder.attach(made, REPORT)

    assert made.id == KEY
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names == [f"blusser-{KEY}-report.zip", f"blusser-{KEY}.json"]
    said = json.loads((tmp_path / names[1]).read_text())
    assert (said["key"], said["caller"]) == (KEY, "els@firm.example")
    assert folder.find(KEY) == made
    assert folder.verify(made, REPORT)
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o640}


def test_what_is_there_already_is_not_written_again(folder, tmp_path):
    made = [folder.create(TICKET), folder.create(replace(TICKET, text="told anew"))]
    for _ in range(2):
        folder.attach(made[0], REPORT)
    before = {one.name: one.stat().st_ino for one in tmp_path.iterdir()}
    folder.attach(made[0], REPORT)

    assert made[0] == made[1]
    assert {one.name: one.stat().st_ino for one in tmp_path.iterdir()} == before
    assert len(before) == 2


def test_a_report_of_the_same_name_with_something_else_in_it_is_put_beside_it(
    folder, tmp_path
):
    made = folder.create(TICKET)
    (tmp_path / f"blusser-{KEY}-report.zip").write_bytes(b"cut off")

    assert not folder.verify(made, REPORT)
    folder.attach(made, REPORT)
    folder.attach(made, REPORT)
    assert folder.verify(made, REPORT)
    assert (tmp_path / f"blusser-{KEY}-report.zip").read_bytes() == b"cut off"
    assert len(list(tmp_path.iterdir())) == 3


def test_nothing_of_others_is_overwritten_or_believed(folder, tmp_path):
    theirs = tmp_path / f"blusser-{KEY}.json"
    theirs.write_text('{"key": "another"}')

    assert folder.find(KEY) is None
    with pytest.raises(RefusedError, match="something else"):
        folder.create(TICKET)
    assert theirs.read_text() == '{"key": "another"}'


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_what_is_no_file_is_neither_followed_nor_read(folder, tmp_path, kind):
    place, elsewhere = tmp_path / f"blusser-{KEY}.json", tmp_path / "elsewhere"
    if kind == "link":
        elsewhere.write_text(json.dumps({"key": KEY}))
    if kind in ("link", "dangling"):
        place.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()

    with pytest.raises((RefusedError, LaterError)):
        folder.find(KEY)
    with pytest.raises((RefusedError, LaterError)):
        folder.create(TICKET)
    assert elsewhere.exists() == (kind == "link")


def test_what_an_earlier_try_left_is_swept_and_nothing_else(folder, tmp_path):
    ours = tmp_path / f"blusser-{KEY}.json.0123abcd.part"
    theirs = tmp_path / f"blusser-{'f' * 32}.json.0123abcd.part"
    for one in (ours, theirs):
        one.write_text("half")
    folder.create(TICKET)

    assert (ours.exists(), theirs.exists()) == (False, True)


def test_a_folder_that_is_not_there_may_be_mounted_later(tmp_path):
    away = Folder(str(tmp_path / "away"))

    for ask in (away.preflight, lambda: away.find(KEY), lambda: away.create(TICKET)):
        with pytest.raises(LaterError, match=r"desk\.url is not there"):
            ask()
    assert not (tmp_path / "away").exists()


@pytest.mark.parametrize("kind", ["link", "file", "relative"])
def test_what_is_no_folder_itself_is_refused(tmp_path, kind):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("")
    path = kind if kind == "relative" else str(tmp_path / kind)

    with pytest.raises(RefusedError, match=r"desk\.url"):
        Folder(path).preflight()
    assert list((tmp_path / "real").iterdir()) == []


def test_the_probe_leaves_nothing(folder, tmp_path):
    folder.preflight()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, LaterError),
        (errno.EDQUOT, LaterError),
        (errno.EHOSTDOWN, LaterError),
        (errno.ESTALE, LaterError),
        (errno.EACCES, RefusedError),
        (errno.EROFS, RefusedError),
        (errno.EFBIG, TooLargeError),
    ],
)
def test_what_the_system_says_is_one_of_three_kinds(number, kind):
    assert type(_trouble(OSError(number, "in words"))) is kind


def test_a_folder_links_nothing_and_stands_for_nothing(folder):
    made = folder.create(TICKET)

    assert folder.find_outage(TICKET.outage) is None
    assert folder.most() == 0
    with pytest.raises(RefusedError):
        folder.link(made, made)


def test_a_file_of_a_strange_name_stays_in_the_folder(tmp_path):
    (tmp_path / "in").mkdir()
    made = desk(DeskRules(url=str(tmp_path / "in")), SECRET, Route())
    strange = File("../../out\x00.zip", "application/zip", b"1")
    ticket = made.create(TICKET)
    made.attach(ticket, strange)

    assert made.verify(ticket, strange)
    assert [one.name for one in tmp_path.iterdir()] == ["in"]
