"""Programs of our own network are found by name, and told by signal or by word."""

import os
import signal
import subprocess

import pytest

from agent.host import HostError
from agent.host.linux.running import Program, programs, run


def entry(proc, pid, words, net="net:[1]"):
    (proc / str(pid) / "ns").mkdir(parents=True)
    (proc / str(pid) / "cmdline").write_text("\0".join(words) + ("\0" if words else ""))
    (proc / str(pid) / "ns" / "net").symlink_to(net)


def test_a_program_is_known_by_its_file_and_keeps_its_words(tmp_path):
    entry(tmp_path, "self", ["python3"])
    entry(tmp_path, 7, ["/sbin/udhcpc", "-i", "eth0"])
    entry(tmp_path, 8, ["/usr/sbin/cupsd"])
    entry(tmp_path, 9, [])

    (found,) = programs("udhcpc", "dhclient", proc=str(tmp_path))

    assert (found.pid, found.name) == (7, "udhcpc")
    assert found.words == ("/sbin/udhcpc", "-i", "eth0")


def test_a_program_of_a_container_is_not_ours(tmp_path):
    entry(tmp_path, "self", ["python3"])
    entry(tmp_path, 7, ["/sbin/udhcpc"], net="net:[2]")

    assert list(programs("udhcpc", proc=str(tmp_path))) == []


@pytest.mark.parametrize(
    ("ids", "exe", "roots"),
    [
        ("0 0 0 0", "/usr/sbin/dhclient", True),
        ("1000 1000 1000 1000", "/usr/sbin/dhclient", False),
        ("1000 0 0 0", "/usr/sbin/dhclient", False),
        ("0 0 0 0", "/home/mallory/dhclient", False),
        ("0 0 0 0", "/usr/bin/sudo", False),
    ],
)
def test_a_program_is_roots_by_its_ids_and_its_file_and_never_by_its_words(
    tmp_path, ids, exe, roots
):
    entry(tmp_path, 7, ["dhclient", "-sf", "/home/mallory/evil.sh", "eth0"])
    (tmp_path / "7/status").write_text(
        f"Name:\t\udcff\nUid:\t{ids}\nGid:\t0\n", "utf-8", "surrogateescape"
    )
    (tmp_path / "7/exe").symlink_to(exe)
    program = Program(7, ("dhclient",))

    assert program.is_roots("/usr/sbin/dhclient", str(tmp_path)) is roots


def test_a_program_that_is_gone_is_nobodys(tmp_path):
    assert not Program(7, ("dhclient",)).is_roots("/usr/sbin/dhclient", str(tmp_path))


def test_a_signal_reaches_the_program():
    with subprocess.Popen(["/bin/sleep", "60"]) as process:
        Program(process.pid, ("/bin/sleep",)).signal(signal.SIGTERM)

    assert process.returncode == -signal.SIGTERM


def test_a_program_that_has_ended_is_an_error():
    with subprocess.Popen(["/bin/true"]) as process:
        process.wait()

    with pytest.raises(HostError, match="true has ended"):
        Program(process.pid, ("/bin/true",)).signal(signal.SIGTERM)


def test_a_command_says_yes_or_no():
    assert run("/bin/true", timeout=5)
    assert not run("/bin/false", timeout=5)


@pytest.mark.parametrize("words", [("/bin/sleep", "60"), ("/nowhere/at/all",)])
def test_a_command_that_does_not_end_or_begin_is_an_error(words):
    with pytest.raises(HostError, match=os.path.basename(words[0])):
        run(*words, timeout=0.1)


def test_what_may_be_a_containers_is_never_sent_a_signal():
    with pytest.raises(PermissionError, match="rights"):
        Program(os.getpid(), ("/usr/sbin/dnsmasq",), seen=False).signal(signal.SIGHUP)
