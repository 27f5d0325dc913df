"""The home is looked at and written to, and nobody sees that we were there."""

import os

import pytest

from agent.host.linux.home import LinuxHome, own_home, trial
from agent.host.ports.login import HomeState

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def test_a_home_of_ones_own_is_well_and_stays_untouched(tmp_path):
    before = tmp_path.stat()

    assert LinuxHome(str(tmp_path)).state() == HomeState(exists=True)
    assert list(tmp_path.iterdir()) == []
    assert tmp_path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_home_that_is_not_there_is_missing(tmp_path):
    (tmp_path / "link").symlink_to("nowhere")

    assert LinuxHome(f"{tmp_path}/gone").state() == HomeState(exists=False)
    assert LinuxHome(f"{tmp_path}/link").state() == HomeState(exists=False)


def test_a_file_is_no_home(tmp_path):
    (tmp_path / "file").touch()

    assert not LinuxHome(f"{tmp_path}/file").state().is_folder


def test_what_leads_in_circles_is_refused_by_the_name_of_the_error(tmp_path):
    (tmp_path / "loop").symlink_to("loop")

    assert LinuxHome(f"{tmp_path}/loop").state().refused == "ELOOP"


@needs_root
def test_a_home_of_another_is_not_ours(tmp_path):
    os.chown(tmp_path, NOBODY, NOBODY)

    assert LinuxHome(str(tmp_path)).state() == HomeState(exists=True, is_ours=False)


def test_a_place_without_unnamed_files_is_tried_with_a_named_one():
    """The kernel's own folders know neither, and say so."""
    assert trial("/proc") in {"ENOENT", "EACCES", "EPERM"}


def test_what_refuses_is_named_alike_in_every_language(tmp_path):
    assert trial(f"{tmp_path}/gone") == "ENOENT"


def test_no_handle_is_left_open(tmp_path):
    trial(str(tmp_path))

    links = (f"/proc/self/fd/{one}" for one in os.listdir("/proc/self/fd"))
    held = [os.readlink(link) for link in links if os.path.lexists(link)]
    assert [path for path in held if path.startswith(str(tmp_path))] == []


@needs_root
def test_root_has_a_home():
    assert own_home().startswith("/")
