"""How long the system is up, and what waits for it to be started again."""

import os
import time

import pytest

from agent.host.linux.restarts import LinuxRestarts, split

RUNNING = "6.1.0-27-amd64"
HZ = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def root(tmp_path):
    for folder in ("proc/1", "run/systemd", "boot"):
        (tmp_path / folder).mkdir(parents=True)
    began = round((time.clock_gettime(time.CLOCK_BOOTTIME) - 60) * HZ)
    up(tmp_path, began)
    return tmp_path


def up(root, ticks):
    stat = f"1 (system d) S{' 0' * 18} {ticks} 0"
    (root / "proc/1/stat").write_text(stat)


def restarts(root, *kernels):
    for name in kernels:
        (root / "boot" / name).touch()
    return LinuxRestarts(str(root), RUNNING)


def test_it_is_up_since_its_first_process_began(root):
    assert restarts(root).up() == pytest.approx(60, abs=2)


def test_where_the_first_process_is_hidden_the_kernel_tells(root):
    (root / "proc/1/stat").unlink()

    since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert restarts(root).up() == pytest.approx(since_boot, abs=2)


def test_this_machine_is_up_for_a_while():
    assert LinuxRestarts().up() > 0


def test_nothing_waits_where_nobody_says_so(root):
    assert restarts(root).wanted_by() is None


def test_what_waits_is_named_once_where_it_says_who_it_is(root):
    (root / "run/reboot-required").touch()
    assert restarts(root).wanted_by() == ()

    (root / "run/reboot-required.pkgs").write_text("dbus\nlibc6\ndbus\n")
    assert restarts(root).wanted_by() == ("dbus", "libc6")


@pytest.mark.parametrize(
    ("kernels", "newest"),
    [
        ((), ""),
        (("vmlinuz-6.1.0-27-amd64",), ""),
        (("vmlinuz-6.1.0-9-amd64",), ""),
        (("vmlinuz-6.1.0-28-amd64", "vmlinuz-6.1.0-30-amd64"), "6.1.0-30-amd64"),
        (("vmlinuz-6.12.9+bpo-amd64",), ""),
        (("vmlinuz-6.1.0-28-cloud-amd64",), ""),
        (("vmlinuz-0-rescue-5d1", "config-6.1.0-28-amd64", "vmlinuz.old"), ""),
    ],
)
def test_the_newest_kernel_of_this_kind_waits(root, kernels, newest):
    assert restarts(root, *kernels).newer_kernel() == newest


def test_a_kernel_installed_before_the_start_was_not_chosen(root):
    newer = restarts(root, "vmlinuz-6.1.0-28-amd64")
    up(root, round((time.clock_gettime(time.CLOCK_BOOTTIME) + 1) * HZ))
    time.sleep(0.05)

    assert newer.newer_kernel() == ""


@pytest.mark.parametrize("mark", ["run/systemd/container", ".dockerenv"])
def test_a_container_has_no_kernel_of_its_own(root, mark):
    (root / mark).touch()

    assert restarts(root, "vmlinuz-6.1.0-28-amd64").newer_kernel() == ""


def test_without_the_folder_there_is_no_newer_kernel(root):
    (root / "boot").rmdir()

    assert restarts(root).newer_kernel() == ""


@pytest.mark.parametrize(
    ("release", "parts"),
    [
        ("6.1.0-28-amd64", ((6, 1, 0, 28), "amd64")),
        ("6.12.9+bpo-amd64", ((6, 12, 9), "+bpo-amd64")),
        ("6.8.0-49-generic", ((6, 8, 0, 49), "generic")),
        ("6.11.4-301.fc41.x86_64", ((6, 11, 4, 301), "fc41.x86_64")),
        ("6.10.0", ((6, 10, 0), "")),
        ("rescue", ((), "rescue")),
    ],
)
def test_a_release_is_its_numbers_and_its_kind(release, parts):
    assert split(release) == parts
