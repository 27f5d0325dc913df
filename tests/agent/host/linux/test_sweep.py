"""Whatever lies in a folder, a sweep stays in it and takes only what is old."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from agent.host.linux.folders import in_use, mount_of, open_below
from agent.host.linux.sweep import MAX_DEPTH, Sweep

LATER = time.time() + 86_400
"""Everything made before is old by then."""

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def sweep(folder, *, before=LATER, seconds=60, **rules):
    taken = Sweep(before=before, until=time.monotonic() + seconds, remove=True, **rules)
    handle = open_below(str(folder.parent), folder.name)
    try:
        taken.run(handle)
    finally:
        os.close(handle)
    return taken


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.fixture
def victim(tmp_path):
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "thesis.odt").write_text("years of work")
    return folder


def test_old_files_and_the_folders_they_leave_empty_go(place):
    (place / "a" / "b").mkdir(parents=True)
    (place / "a" / "b" / "old").write_bytes(b"x" * 10_000)

    taken = sweep(place)

    assert list(place.iterdir()) == []
    assert taken.files == 1
    assert taken.bytes >= 10_000


def test_counting_removes_nothing(place):
    (place / "a").mkdir()
    (place / "a" / "old").write_bytes(b"x" * 10_000)
    counted = Sweep(before=LATER, until=time.monotonic() + 9)
    handle = open_below(str(place.parent), place.name)
    counted.run(handle)
    os.close(handle)

    assert (place / "a" / "old").exists()
    assert counted.files == 1


@pytest.mark.parametrize("young", ["read", "written", "arrived"])
def test_the_youngest_of_the_three_times_counts(place, young):
    file = place / "file"
    file.touch()
    now = time.time()
    old = now - 999_999
    os.utime(
        file, (now if young == "read" else old, now if young == "written" else old)
    )

    sweep(place, before=now - 1000)

    assert file.exists()


def test_a_folder_that_is_young_stays_though_it_is_empty(place):
    (place / "new").mkdir()

    sweep(place, before=time.time() - 1000)

    assert (place / "new").exists()


def test_links_are_neither_followed_nor_removed(place, victim):
    (place / "folder").symlink_to(victim)
    (place / "file").symlink_to(victim / "thesis.odt")

    taken = sweep(place)

    assert (victim / "thesis.odt").exists()
    assert (place / "folder").is_symlink()
    assert taken.files == 0


def test_a_place_that_is_a_link_is_refused(tmp_path, victim):
    (tmp_path / "place").symlink_to(victim)

    with pytest.raises(OSError):
        sweep(tmp_path / "place")

    assert (victim / "thesis.odt").exists()


def test_what_has_a_second_name_stays(place, victim):
    os.link(victim / "thesis.odt", place / "copy")

    sweep(place)

    assert (place / "copy").exists()


def test_sockets_and_pipes_stay(place):
    os.mkfifo(place / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place / "socket"))

        sweep(place)

    assert sorted(os.listdir(place)) == ["pipe", "socket"]


def test_names_without_sense_are_removed_all_the_same(place):
    names = [b"new\nline", b"\xff\xfe", b"-rf", b";rm", "smörgås".encode()]
    for name in names:
        open(os.path.join(os.fsencode(place), name), "wb").close()

    assert sweep(place).files == len(names)
    assert list(place.iterdir()) == []


def test_a_deep_tree_is_swept_as_deep_as_handles_last(place):
    deep = place
    for _ in range(MAX_DEPTH + 10):
        deep = deep / "d"
        deep.mkdir()
        (deep / "f").touch()

    assert sweep(place).files == MAX_DEPTH


def test_a_huge_folder_takes_no_more_than_its_time(place):
    for number in range(5000):
        (place / str(number)).touch()
    began = time.monotonic()

    taken = sweep(place, seconds=0.02)

    assert time.monotonic() - began < 1
    assert 0 < taken.files < 5000
    assert len(list(place.iterdir())) == 5000 - taken.files


def test_names_to_be_spared_are_spared_at_the_top_only(place):
    (place / ".X0-lock").touch()
    (place / "a").mkdir()
    (place / "a" / ".X0-lock").touch()

    sweep(place, spare=(".X",))

    assert os.listdir(place) == [".X0-lock"]


def test_only_wanted_names_go(place):
    (place / "a.deb").touch()
    (place / "lock").touch()

    sweep(place, wanted=lambda name: name.endswith(".deb"))

    assert os.listdir(place) == ["lock"]


def test_a_file_that_is_open_is_in_use(place):
    (place / "open").touch()
    (place / "closed").touch()

    with (place / "open").open():
        sweep(place, off_limits=in_use(str(place)))

    assert os.listdir(place) == ["open"]


def test_a_folder_that_somebody_locked_is_left_alone(place):
    (place / "locked").mkdir()
    (place / "locked" / "file").touch()
    held = subprocess.Popen(
        ["/usr/bin/flock", "--shared", place / "locked", "cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with held:
        held.stdin.write(b"locked\n")
        held.stdin.flush()
        held.stdout.readline()
        sweep(place)
        held.stdin.close()

    assert (place / "locked" / "file").exists()


@needs_root
def test_what_belongs_to_another_stays(place):
    (place / "theirs").mkdir()
    (place / "theirs" / "file").touch()
    (place / "file").touch()
    os.chown(place / "theirs", NOBODY, NOBODY)
    os.chown(place / "file", NOBODY, NOBODY)

    assert sweep(place, owner=0).files == 0


@needs_root
def test_a_folder_that_may_not_be_read_is_passed_by(tmp_path):
    code = (
        "import os, sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "import tests.agent.host.linux.test_sweep as t\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "print(t.sweep(pathlib.Path(sys.argv[2])).files)\n"
    )
    place = tmp_path / "place"
    (place / "shut").mkdir(parents=True)
    (place / "old").touch()
    for path in (place, place / "shut", place / "old"):
        os.chown(path, NOBODY, NOBODY)
    (place / "shut").chmod(0)
    for folder in place.parents:
        if not folder.stat().st_mode & 0o005:
            folder.chmod(0o755)

    ran = subprocess.run(
        [sys.executable, "-c", code, os.getcwd(), place],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "1\n"
    assert os.listdir(place) == ["shut"]


@needs_root
@pytest.mark.parametrize("kind", ["tmpfs", "bind"])
def test_what_is_mounted_inside_is_not_entered(place, victim, kind):
    """A bind mount of the same device has the same device number."""
    (place / "mount").mkdir()
    how = ["-t", "tmpfs", "none"] if kind == "tmpfs" else ["--bind", str(victim)]
    subprocess.run(["/usr/bin/mount", *how, str(place / "mount")], check=True)
    (place / "mount" / "thesis.odt").touch()
    try:
        sweep(place)

        assert (place / "mount" / "thesis.odt").exists()
    finally:
        subprocess.run(["/usr/bin/umount", str(place / "mount")], check=True)


def naive(place):
    """The cleaner everybody writes first, to prove that the race is real."""
    for folder, _, files in os.walk(place):
        for name in files:
            with suppress(OSError):
                os.remove(os.path.join(folder, name))


def careful(place):
    with suppress(OSError):
        sweep(place)


ATTACKER = """
import ctypes, os, sys
exchange = ctypes.CDLL(None).renameat2
trap, bait = map(os.fsencode, sys.argv[1:])
print(flush=True)
while True:
    exchange(-100, trap, -100, bait, 2)
"""
"""Swaps a folder and a link to the victim, in one step, as fast as it can."""


def escapes(cleaner, tmp_path, rounds):
    """Return whether a victim's file ever went while a folder was being swapped."""
    place, victim = tmp_path / "place", tmp_path / "victim"
    trap, bait = place / "trap", tmp_path / "bait"
    for folder in (place, trap, victim):
        folder.mkdir(exist_ok=True)
    bait.symlink_to(victim)
    os.mkfifo(trap / "keeps it from being removed")
    real = open_below(str(place), "trap")
    attack = [sys.executable, "-I", "-c", ATTACKER, trap, bait]
    with subprocess.Popen(attack, stdout=subprocess.PIPE) as attacker:
        attacker.stdout.readline()
        try:
            for _ in range(rounds):
                for name in "abc":
                    (victim / name).touch()
                    os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=real))
                cleaner(place)
                if len(os.listdir(victim)) < 3:
                    return True
        finally:
            attacker.kill()
            os.close(real)
    return False


def test_a_folder_swapped_for_a_link_never_leads_outside(tmp_path):
    assert not escapes(careful, tmp_path, 2000)


def test_the_swap_would_lead_a_naive_cleaner_outside(tmp_path):
    assert escapes(naive, tmp_path, 100_000)


def test_the_mount_of_a_handle_is_told(place):
    handle = open_below(str(place.parent), place.name)
    try:
        assert mount_of(handle).startswith("mnt_id:")
    finally:
        os.close(handle)


@pytest.fixture(autouse=True)
def _no_handle_is_left_open(tmp_path):
    yield
    assert [path for path in handles() if path.startswith(f"{tmp_path}")] == []


def handles():
    for one in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            yield os.readlink(f"/proc/self/fd/{one}")
