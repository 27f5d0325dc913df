"""What may go from which place, and what stays however old it is."""

import os
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from agent.host.linux.cleaning import SPARED, LinuxDiskControl, removable
from agent.host.linux.trash import open_trash, sweep_trash
from agent.host.linux.sweep import Sweep

OLD = -1
"""So many days in the future, everything is old."""

NOTE = "[Trash Info]\nPath=/x\nDeletionDate={}\n"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


@pytest.fixture
def spot(tmp_path):
    folder = tmp_path / "spot"
    folder.mkdir()
    return folder


def clean(place, folder, days=OLD):
    return LinuxDiskControl({place: str(folder)}).clean(place, days)


def test_what_went_is_told(spot):
    (spot / "a").write_bytes(b"x" * 10_000)

    told = clean("cache", spot)

    assert told["files"] == 1
    assert told["bytes"] >= 10_000
    assert list(spot.iterdir()) == []


def test_what_is_young_stays(spot):
    (spot / "a").touch()

    assert clean("cache", spot, days=1) == {"bytes": 0, "files": 0}
    assert (spot / "a").exists()


@needs_root
def test_of_logs_only_closed_ones_go_and_by_their_last_line_however_often_read(spot):
    for name in ("system@1.journal", "system@2.journal~", "system.journal", "notes"):
        (spot / name).touch()
        os.utime(spot / name, (time.time() + 9 * 86_400, 1.6e9))
    told = clean("logs", spot)

    assert told["files"] == 2
    assert sorted(os.listdir(spot)) == ["notes", "system.journal"]


@needs_root
def test_a_log_written_within_the_days_of_evidence_stays_whenever_it_began(spot):
    (spot / "system@1.journal").touch()

    assert clean("logs", spot, days=1) == {"bytes": 0, "files": 0}
    assert os.listdir(spot) == ["system@1.journal"]


@needs_root
@pytest.mark.parametrize(
    ("place", "goes"),
    [
        ("core-dumps", "core.mail.0.1.2.3.zst"),
        ("crash-reports", "_usr_bin_mail.0.crash"),
    ],
)
def test_of_what_crashed_only_dumps_and_reports_go(spot, place, goes):
    for name in (goes, "notes"):
        (spot / name).touch()

    assert clean(place, spot, days=1)["files"] == 0
    assert clean(place, spot)["files"] == 1
    assert os.listdir(spot) == ["notes"]


@pytest.mark.parametrize("place", ["temp", "lasting-temp"])
def test_what_a_session_lives_on_stays_in_temporary_places(spot, place):
    for begin in SPARED:
        (spot / f"{begin}1").touch()
    (spot / "old").touch()

    assert clean(place, spot)["files"] == 1
    assert len(list(spot.iterdir())) == len(SPARED)


@pytest.mark.parametrize("missing", ["gone", "link", "file"])
def test_a_place_that_is_not_a_folder_is_left_alone(tmp_path, spot, missing):
    (spot / "old").touch()
    (tmp_path / "link").symlink_to(spot)
    (tmp_path / "file").touch()

    assert clean("cache", tmp_path / missing) == {"bytes": 0, "files": 0}
    assert (spot / "old").exists()
    assert (tmp_path / "file").exists()


def test_a_place_this_account_does_not_have_is_left_alone(spot):
    assert LinuxDiskControl({}).clean("trash", OLD) == {"bytes": 0, "files": 0}


def test_what_is_open_stays_though_the_place_is_reached_by_a_link(tmp_path, spot):
    """/home is often a link to another disk; the kernel names the true path."""
    (tmp_path / "home").symlink_to(tmp_path)
    (spot / "open").touch()
    (spot / "closed").touch()

    with (spot / "open").open():
        clean("cache", tmp_path / "home" / "spot")

    assert os.listdir(spot) == ["open"]


def test_what_is_in_memory_stays(spot):
    (spot / "in memory").write_text("x")
    code = (
        "import ctypes, os, sys\n"
        "file = os.open(sys.argv[1], os.O_RDONLY)\n"
        "ctypes.CDLL(None).mmap(None, 1, 1, 1, file, 0); os.close(file)\n"
        "print(flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-Ic", code, spot / "in memory"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holding:
        holding.stdout.readline()
        clean("cache", spot)
        holding.stdin.close()

    assert (spot / "in memory").exists()


@needs_root
def test_of_packages_only_packages_go(spot):
    for name in ("a.deb", "lock", "notes"):
        (spot / name).touch()

    assert clean("packages", spot)["files"] == 1
    assert sorted(os.listdir(spot)) == ["lock", "notes"]


@needs_root
def test_packages_stay_while_apt_is_at_work(spot):
    (spot / "a.deb").touch()
    code = (
        "import fcntl, sys\nlock = open(sys.argv[1], 'w')\n"
        "fcntl.lockf(lock, fcntl.LOCK_EX)\nprint(flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-Ic", code, spot / "lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as apt:
        apt.stdout.readline()
        during = clean("packages", spot)
        apt.stdin.close()

    assert during == {"bytes": 0, "files": 0}
    assert clean("packages", spot)["files"] == 1


def test_what_is_the_systems_is_for_root_to_remove():
    for place in ("packages", "logs", "core-dumps"):
        assert removable(place) is (os.geteuid() == 0)
    assert removable("cache")


@pytest.fixture
def trash(tmp_path):
    folder = tmp_path / ".local" / "share" / "Trash"
    for name in ("files", "info"):
        (folder / name).mkdir(parents=True)
    return folder


def throw_away(trash, name, when="2020-01-31T10:20:30"):
    (trash / "files" / name).write_text("x")
    (trash / "info" / f"{name}.trashinfo").write_text(NOTE.format(when))


def emptied(trash):
    clean("trash", trash)
    return sorted(os.listdir(trash / "files")), sorted(os.listdir(trash / "info"))


def test_what_was_thrown_away_goes_and_its_note_with_it(trash):
    throw_away(trash, "old")

    assert emptied(trash) == ([], [])


def test_a_whole_folder_goes_and_its_links_are_not_followed(tmp_path, trash):
    victim = tmp_path / "Documents"
    victim.mkdir()
    (victim / "thesis").write_text("years")
    throw_away(trash, "folder")
    (trash / "files" / "folder").unlink()
    (trash / "files" / "folder" / "deep").mkdir(parents=True)
    (trash / "files" / "folder" / "deep" / "new").touch()
    (trash / "files" / "folder" / "link").symlink_to(victim)
    throw_away(trash, "a link")
    (trash / "files" / "a link").unlink()
    (trash / "files" / "a link").symlink_to(victim)

    assert emptied(trash) == ([], [])
    assert (victim / "thesis").exists()


@pytest.mark.parametrize(
    "note",
    [
        "",
        "[Trash Info]\nPath=/x\n",
        NOTE.format("2999-01-01T00:00:00"),
        NOTE.format("yesterday"),
        NOTE.format("2020-01-01"),
        NOTE.format("99999999999999999999-01-01T00:00:00"),
        NOTE.format("2020-01-01T00:00:00").replace("Date=2020", "Date=é"),
    ],
)
def test_what_has_no_legible_date_stays(trash, note):
    throw_away(trash, "thing")
    (trash / "info" / "thing.trashinfo").write_text(note)

    assert emptied(trash) == (["thing"], ["thing.trashinfo"])


def test_what_has_no_note_or_a_strange_one_stays(trash, tmp_path):
    for name in ("alone", "linked", "piped"):
        throw_away(trash, name)
        (trash / "info" / f"{name}.trashinfo").unlink()
    (tmp_path / "note").write_text(NOTE.format("2020-01-01T00:00:00"))
    (trash / "info" / "linked.trashinfo").symlink_to(tmp_path / "note")
    os.mkfifo(trash / "info" / "piped.trashinfo")

    assert emptied(trash)[0] == ["alone", "linked", "piped"]


def test_what_is_open_in_the_trash_stays_with_its_note(trash):
    throw_away(trash, "film")

    with (trash / "files" / "film").open():
        assert emptied(trash) == (["film"], ["film.trashinfo"])


def test_what_came_into_the_trash_lately_stays_whatever_its_note_says(trash):
    throw_away(trash, "thing")

    assert clean("trash", trash, days=1) == {"bytes": 0, "files": 0}


@pytest.mark.parametrize("part", [".local", "share", "Trash", "files", "info"])
def test_a_trash_behind_a_link_is_left_alone(tmp_path, trash, part):
    throw_away(trash, "thing")
    (real,) = [p for p in tmp_path.rglob(part) if p.is_dir()]
    real.rename(tmp_path / "elsewhere")
    real.symlink_to(tmp_path / "elsewhere")

    assert clean("trash", trash) == {"bytes": 0, "files": 0}
    assert list(tmp_path.rglob("thing.trashinfo"))


def test_a_trash_is_emptied_for_no_longer_than_its_time(trash):
    for number in range(50):
        throw_away(trash, str(number))
    over = Sweep(before=float("inf"), until=time.monotonic() - 1, remove=True)
    handle = open_trash(str(trash))
    try:
        sweep_trash(handle, over, time.time() + 1000, remove=True)
    finally:
        os.close(handle)

    assert len(os.listdir(trash / "files")) == 50


def test_counting_the_trash_removes_nothing(trash):
    throw_away(trash, "thing")
    counted = Sweep(before=float("inf"), until=time.monotonic() + 9)
    handle = open_trash(str(trash))
    try:
        sweep_trash(handle, counted, time.time() + 1000, remove=False)
    finally:
        os.close(handle)

    assert counted.files == 1
    assert os.listdir(trash / "info") == ["thing.trashinfo"]


@pytest.fixture(autouse=True)
def _no_handle_is_left_open(tmp_path):
    yield
    assert [path for path in handles() if path.startswith(f"{tmp_path}")] == []


def handles():
    for one in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            yield os.readlink(f"/proc/self/fd/{one}")
