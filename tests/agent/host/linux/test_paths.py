"""Single files, volumes and mount points."""

import os
import threading
import time

import pytest

from agent.host import HostError
from agent.host.linux import paths as linux
from agent.host.linux.paths import LinuxPaths
from agent.host.ports.paths import FileSeen
from tests.agent.host.linux.test_validity import certificate, pem


@pytest.fixture
def here(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_text("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n")
    return LinuxPaths(str(tmp_path), str(table))


def test_a_file_is_seen_from_outside(here, tmp_path):
    (tmp_path / "x").write_bytes(b"12345")
    os.utime(tmp_path / "x", (0, time.time() - 3600))
    seen = here.file("~/x")

    assert (seen.exists, seen.is_folder, seen.bytes) == (True, False, 5)
    assert 3599 <= seen.age <= 3660


def test_a_folder_has_no_size_and_what_is_not_there_nothing(here, tmp_path):
    (tmp_path / "file").write_text("")
    assert here.file(str(tmp_path)).is_folder
    assert here.file(str(tmp_path)).bytes == 0
    assert here.file("~/gone") == here.file("~/file/below") == FileSeen(exists=False)


def test_a_file_of_the_future_has_no_age(here, tmp_path):
    (tmp_path / "x").write_text("")
    os.utime(tmp_path / "x", (0, time.time() + 3600))

    assert here.file("~/x").age == 0.0


def test_a_link_in_circles_is_no_answer(here, tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "a")

    with pytest.raises(HostError, match="could not be looked at"):
        here.file("~/a")


def test_what_may_not_be_looked_at_is_no_answer(here, tmp_path):
    def refused():
        raise PermissionError(13, "no")

    with pytest.raises(PermissionError):
        linux._soon("/x", refused)


def test_a_place_that_does_not_answer_is_left_behind():
    until = threading.Event()
    began = time.monotonic()
    with pytest.raises(HostError, match="/x does not answer"):
        linux._soon("/x", lambda: until.wait(20))
    until.set()

    assert time.monotonic() - began < linux.PATIENCE + 1


def test_a_volume_is_measured_as_df_counts(here, tmp_path):
    room = here.room(str(tmp_path))
    told = os.statvfs(tmp_path)

    assert 0 < room.free <= room.size <= told.f_blocks * told.f_frsize
    with pytest.raises(HostError, match="there is no ~/gone"):
        here.room("~/gone")


def mounted(tmp_path, point, *kinds):
    table = tmp_path / "table"
    lines = [
        f"{n} 1 0:{n} / {point} rw - {kind} x rw" for n, kind in enumerate(kinds, 5)
    ]
    table.write_text("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n" + "\n".join(lines))
    return LinuxPaths(str(tmp_path), str(table)).mounted(f"{point}/")


def test_a_mount_point_is_mounted_or_not(tmp_path):
    (tmp_path / "team").mkdir()
    point = tmp_path / "team"

    assert mounted(tmp_path, point, "nfs4") == "mounted"
    assert mounted(tmp_path, point, "autofs", "nfs4") == "mounted"
    assert mounted(tmp_path, point, "autofs") == "missing"
    assert mounted(tmp_path, point) == "missing"
    assert mounted(tmp_path, tmp_path / "gone", "nfs4") == "missing"


def test_a_mount_that_answers_with_an_error_is_silent(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    assert mounted(tmp_path, loop, "nfs4") == "silent"


def test_a_certificate_in_a_file_says_how_long_it_is_valid(here, tmp_path):
    (tmp_path / "own.pem").write_bytes(pem(certificate(b"491231000000Z")))

    assert here.expiry("~/own.pem") > 1000
    with pytest.raises(HostError, match="there is no"):
        here.expiry("~/gone.pem")


def test_an_account_without_a_home_has_nothing_in_it():
    with pytest.raises(HostError, match="no home"):
        LinuxPaths("").file("~/x")
