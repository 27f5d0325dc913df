"""Names are taken out of the hosts file, and nothing else; it can be put back."""

import errno
import os
import stat

import pytest

from agent.host import HostError
from agent.host.linux.hosts_file import LinuxHostsFileControl, without

TEXT = b"""127.0.0.1\tlocalhost pc.corp.test pc work.test
# 192.0.2.9 work.test

192.0.2.9 Work.Test other.test  # for a test
192.0.2.9 work.test"""
AFTER = b"""# Blusser: 127.0.0.1\tlocalhost pc.corp.test pc work.test
127.0.0.1 localhost pc.corp.test pc
# 192.0.2.9 work.test

# Blusser: 192.0.2.9 Work.Test other.test  # for a test
192.0.2.9 other.test
# Blusser: 192.0.2.9 work.test
"""
NAMES = ("work.test",)


@pytest.fixture
def hosts(tmp_path):
    path = tmp_path / "hosts"
    path.write_bytes(TEXT)
    path.chmod(0o640)
    return path


def lever(path):
    return LinuxHostsFileControl(str(path), "pc.corp.test")


def test_the_name_goes_its_lines_stay_as_comments_and_twice_is_once(hosts):
    lever(hosts).silence(NAMES)
    first = hosts.read_bytes()
    lever(hosts).silence(NAMES)

    assert first == hosts.read_bytes() == AFTER
    assert stat.S_IMODE(hosts.stat().st_mode) == 0o640
    assert os.listdir(hosts.parent) == ["hosts"]


def test_what_was_kept_comes_back_byte_for_byte_and_nothing_else_is_left(hosts):
    kept = lever(hosts).keep(NAMES)
    beside = len(os.listdir(hosts.parent))
    lever(hosts).silence(NAMES)
    lever(hosts).put_back(kept)

    assert beside == 2
    assert hosts.read_bytes() == TEXT
    assert stat.S_IMODE(hosts.stat().st_mode) == 0o640
    assert os.listdir(hosts.parent) == ["hosts"]


def test_where_nothing_was_done_yet_putting_back_is_no_harm(hosts):
    kept = lever(hosts).keep(NAMES)

    assert lever(hosts).keep(NAMES) == kept
    lever(hosts).put_back(kept)
    assert hosts.read_bytes() == TEXT


def test_a_file_without_these_names_is_not_copied(hosts):
    assert lever(hosts).keep(("shop.test",)) == ""
    assert os.listdir(hosts.parent) == ["hosts"]


@pytest.mark.parametrize("name", ["localhost", "pc", "PC.corp.test"])
def test_this_machines_own_names_are_never_taken_out(hosts, name):
    lever(hosts).silence((name,))

    assert lever(hosts).keep((name,)) == ""
    assert hosts.read_bytes() == TEXT


def test_what_somebody_wrote_meanwhile_is_never_overwritten(hosts):
    kept = lever(hosts).keep(NAMES)
    lever(hosts).silence(NAMES)
    theirs = hosts.read_bytes() + b"192.0.2.7 printer\n"
    hosts.write_bytes(theirs)

    with pytest.raises(HostError, match="somebody changed"):
        lever(hosts).put_back(kept)
    assert hosts.read_bytes() == theirs


@pytest.mark.parametrize("back", [False, True])
def test_what_somebody_writes_at_this_very_moment_is_never_overwritten(
    hosts, monkeypatch, back
):
    """The new file takes its time to reach the disk, and the old one changes."""
    kept = lever(hosts).keep(NAMES)
    if back:
        lever(hosts).silence(NAMES)
    theirs, sync = hosts.read_bytes() + b"\n192.0.2.1 new.test\n", os.fsync

    def slow(handle):
        hosts.write_bytes(theirs)
        sync(handle)

    monkeypatch.setattr("agent.host.linux.hosts_file.os.fsync", slow)
    with pytest.raises(HostError, match="somebody changed hosts"):
        lever(hosts).put_back(kept) if back else lever(hosts).silence(NAMES)

    assert hosts.read_bytes() == theirs
    assert sorted(os.listdir(hosts.parent)) == ["hosts", f"hosts.blusser-{kept}"]


def test_a_link_in_the_files_place_is_not_followed(hosts, tmp_path):
    real = tmp_path / "real"
    hosts.rename(real)
    hosts.symlink_to(real)

    for act in (lambda: lever(hosts).keep(NAMES), lambda: lever(hosts).silence(NAMES)):
        with pytest.raises(HostError, match="cannot be changed"):
            act()
    assert (real.read_bytes(), hosts.is_symlink()) == (TEXT, True)


def test_a_planted_copy_is_not_believed(hosts):
    kept = lever(hosts).keep(NAMES)
    copy = hosts.with_name(f"hosts.blusser-{kept}")
    copy.write_bytes(b"6.6.6.6 work.test\n")
    lever(hosts).silence(NAMES)

    with pytest.raises(HostError, match="not what was kept"):
        lever(hosts).put_back(kept)
    assert hosts.read_bytes() == AFTER


def test_a_link_in_the_copys_place_is_not_followed(hosts, tmp_path):
    kept = lever(hosts).keep(NAMES)
    hosts.with_name(f"hosts.blusser-{kept}").unlink()
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    hosts.with_name(f"hosts.blusser-{kept}").symlink_to(secret)

    assert lever(hosts).keep(NAMES) == kept
    lever(hosts).silence(NAMES)
    lever(hosts).put_back(kept)

    assert secret.read_bytes() == b"mine"
    assert hosts.read_bytes() == TEXT


def test_a_copy_that_was_cut_short_is_made_anew(hosts):
    kept = lever(hosts).keep(NAMES)
    hosts.with_name(f"hosts.blusser-{kept}").write_bytes(TEXT[:40])

    assert lever(hosts).keep(NAMES) == kept
    lever(hosts).silence(NAMES)
    lever(hosts).put_back(kept)
    assert hosts.read_bytes() == TEXT


def test_a_disk_that_is_full_leaves_no_part_of_a_copy(hosts, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("agent.host.linux.hosts_file.os.fsync", full)

    with pytest.raises(HostError, match="No space left"):
        lever(hosts).keep(NAMES)
    assert os.listdir(hosts.parent) == ["hosts"]


def test_what_was_put_back_already_is_put_back(hosts):
    kept = lever(hosts).keep(NAMES)
    lever(hosts).silence(NAMES)
    lever(hosts).put_back(kept)

    lever(hosts).put_back(kept)
    assert hosts.read_bytes() == TEXT
    assert os.listdir(hosts.parent) == ["hosts"]


def test_a_line_that_is_no_text_stays_as_it_is():
    data = b"192.0.2.9 \xff\xfe work.test\n"

    assert without(data, {"shop.test"}) == data
    assert without(data, {"work.test"}).endswith(b"\n192.0.2.9 \xff\xfe\n")
