"""What dpkg wrote down, and who holds its lock."""

import os
import subprocess
import sys
import time

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.packages import LinuxPackages

RECORDS = """\
Package: bash
Essential: yes
Status: install ok installed
Description: shell
 Status: not a field

Package: old
Status: deinstall ok config-files

Package: kept
Status: hold ok installed

Package: waits
Status: install ok triggers-pending
"""
HALF = """
Package: libc6
Status: install ok half-configured

Package: broken
Status: install reinstreq installed

Package: begun
Status: install ok unpacked
"""
AGO = 30


@pytest.fixture
def root(tmp_path):
    for folder in ("var/lib/dpkg/updates", "var/log/apt", "proc/77", "proc/1"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "var/lib/dpkg/status").write_text(RECORDS)
    (tmp_path / "var/lib/dpkg/lock-frontend").touch()
    (tmp_path / "proc/locks").write_text("")
    stat = "77 (apt (get)) S" + " 0" * 18 + " 0 0"
    (tmp_path / "proc/77/stat").write_text(stat)
    for place in ("status", "updates"):
        age(tmp_path / "var/lib/dpkg" / place, AGO)
    return tmp_path


def age(path, seconds):
    then = time.time() - seconds
    os.utime(path, (then, then))


def locked(root, line="1: POSIX  ADVISORY  WRITE 77 {device}:{inode} 0 EOF\n"):
    told = (root / "var/lib/dpkg/lock-frontend").stat()
    major, minor = os.major(told.st_dev), os.minor(told.st_dev)
    words = {"device": f"{major:02x}:{minor:02x}", "inode": told.st_ino}
    (root / "proc/locks").write_text(line.format(**words))
    return LinuxPackages(str(root)).lock()


def test_a_machine_without_dpkg_has_no_such_part(tmp_path):
    with pytest.raises(PartMissing):
        LinuxPackages(str(tmp_path))


def test_what_is_installed_removed_held_or_waits_for_a_trigger_is_well(root):
    assert LinuxPackages(str(root)).broken() == ()


def test_what_is_half_done_is_named(root):
    (root / "var/lib/dpkg/status").write_text(RECORDS + HALF)

    assert LinuxPackages(str(root)).broken() == ("libc6", "broken", "begun")


def test_the_first_record_counts_too(root):
    (root / "var/lib/dpkg/status").write_text(HALF.lstrip())

    assert "libc6" in LinuxPackages(str(root)).broken()


def test_records_that_cannot_be_read_are_trouble(root):
    packages = LinuxPackages(str(root))
    (root / "var/lib/dpkg/status").unlink()

    with pytest.raises(HostError):
        packages.broken()


def test_changes_not_yet_written_are_counted(root):
    for name in ("0001", "0002", "tmp.i"):
        (root / "var/lib/dpkg/updates" / name).touch()

    assert LinuxPackages(str(root)).journal() == 2


def test_a_lock_nobody_holds_is_none(root):
    assert LinuxPackages(str(root)).lock() is None


def test_who_holds_the_lock_is_named_with_the_last_trace_of_work(root):
    lock = locked(root)

    assert lock.holder == "apt (get)"
    assert lock.idle == pytest.approx(AGO, abs=5)

    (root / "var/log/dpkg.log").touch()

    assert locked(root).idle < 5


@pytest.mark.parametrize(
    "line",
    [
        "1: POSIX  ADVISORY  READ 77 {device}:{inode} 0 EOF\n",
        "1: -> POSIX  ADVISORY  WRITE 77 {device}:{inode} 0 EOF\n",
        "1: POSIX  ADVISORY  WRITE 77 fe:fe:{inode} 0 EOF\n",
        "1: POSIX  ADVISORY  WRITE 77 {device}:1 0 EOF\n",
        "1: POSIX  ADVISORY  WRITE 88 {device}:{inode} 0 EOF\n",
    ],
)
def test_another_lock_a_waiter_or_one_who_is_gone_holds_nothing(root, line):
    told = (root / "var/lib/dpkg/lock-frontend").stat()
    if "fe:fe" in line and os.major(told.st_dev) == 0:
        pytest.skip("the folder lies on a file system whose device says nothing")

    assert locked(root, line) is None


@pytest.mark.parametrize("hidden", [True, False])
def test_a_holder_that_is_hidden_is_not_taken_for_one_who_is_gone(root, hidden):
    """Who sees not even the first process sees nobody else's (``hidepid``)."""
    (root / "proc/77/stat").unlink()
    (root / "proc/77").rmdir()
    if not hidden:
        assert locked(root) is None
        return
    (root / "proc/1").rmdir()
    with pytest.raises(HostError, match="hidden"):
        locked(root)


def test_who_sees_nobody_is_in_no_doubt_where_nothing_is_locked(root):
    (root / "proc/1").rmdir()

    assert LinuxPackages(str(root)).lock() is None
    assert locked(root, "1: OFDLCK ADVISORY  WRITE -1 {device}:{inode} 0 EOF\n") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file away")
def test_a_lock_of_somebody_elses_process_is_on_another_file_of_the_same_number(root):
    os.chown(root / "proc/77", 1000, 1000)

    assert locked(root) is None


def test_a_name_that_is_no_text_hides_no_lock(root):
    stat = root / "proc/77/stat"
    stat.write_bytes(stat.read_bytes().replace(b"(get)", b"\xff"))

    assert locked(root).holder == "apt \N{REPLACEMENT CHARACTER}"


def test_a_real_lock_of_a_real_process_is_seen(root):
    (root / "proc/locks").unlink()
    os.symlink("/proc/locks", root / "proc/locks")
    place = root / "var/lib/dpkg/lock-frontend"
    hold = f"import fcntl; f = open({str(place)!r}, 'w'); fcntl.lockf(f, fcntl.LOCK_EX)"
    code = f"{hold}; print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        os.symlink(f"/proc/{holder.pid}", root / f"proc/{holder.pid}")
        lock = LinuxPackages(str(root)).lock()
        holder.communicate(b"\n")

    assert lock.holder.startswith("python")
    assert 0 <= lock.idle < 30
    assert LinuxPackages(str(root)).lock() is None


def test_when_the_list_was_last_fetched(root):
    assert LinuxPackages(str(root)).refreshed() is None

    (root / "var/lib/apt/lists").mkdir(parents=True)
    age(root / "var/lib/apt/lists", AGO)

    assert LinuxPackages(str(root)).refreshed() == pytest.approx(AGO, abs=5)
