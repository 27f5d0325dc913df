"""What the service's process does and does not: seen by strace, /proc and systemd."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path
from time import sleep

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

WRITABLE = ("/tmp", "/var/tmp", "/home", "/dev/shm", "/run/user", "/run/lock")
TREE = "/usr/lib/blusser"


def outside(pid_inside, name):
    """Return the process id, out here, of a process on the PC."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            words = Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            continue
        ids = re.search(r"NSpid:\s+(.*)", status)[1].split()
        if len(ids) > 1 and ids[-1] == str(pid_inside) and name in words:
            return int(pid)
    raise AssertionError(f"no process {pid_inside} {name}")


@pytest.fixture
def awake(desk):
    desk.says("ask", "no.such_check")
    return desk.broker()


def test_it_starts_no_program_and_no_network_socket_and_opens_nothing_of_others(
    desk, awake, tmp_path
):
    seen = tmp_path / "seen"
    pid = outside(awake, "blusser-hands")
    calls = "trace=execve,execveat,socket,connect,open,openat,openat2,fork,vfork,bind"
    words = ("strace", "-f", "-e", calls, "-o", seen, "-p", str(pid))
    trace = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        assert "attached" in trace.stderr.readline()
        told = desk.says("apply", "start_stopped_service")
        asked = desk.says("ask", "login.machine_is_trusted")
    finally:
        trace.send_signal(signal.SIGINT)
        trace.communicate(timeout=20)
    lines = seen.read_text().splitlines()
    sockets = [line for line in lines if " socket(" in line]
    opened = re.findall(r'open(?:at2?)?\((?:AT_FDCWD, )?"([^"]+)"', "\n".join(lines))

    assert told == "Lent(result='cured', why='', freed=None)"
    assert asked.startswith("Told(")
    assert sockets
    assert [line for line in sockets if "AF_UNIX" not in line] == []
    assert [
        line for line in lines if re.search(r"\b(execve|execveat|v?fork)\(", line)
    ] == []
    assert [path for path in opened if path.startswith(WRITABLE)] == []


def test_it_has_no_capability_and_little_memory(desk, awake):
    status = desk.pc.sh(f"cat /proc/{awake}/status")
    caps = re.findall(r"Cap(?:Inh|Prm|Eff|Bnd|Amb):\s+(\w+)", status)
    memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1])

    assert {int(one, 16) for one in caps} == {0}
    assert "NoNewPrivs:\t1" in status
    assert memory <= 25_000


def test_nothing_of_ours_listens_to_the_network(desk, awake):
    told = desk.pc.sh("ss --no-header --listening --tcp --udp --raw --processes")
    net = desk.pc.sh(f"cat /proc/{awake}/net/tcp /proc/{awake}/net/udp")

    assert "hands" not in told
    assert [line for line in net.splitlines() if "local_address" not in line] == []


def test_it_ends_by_itself_and_rests_at_no_cost(desk, awake):
    desk.pc.wait(f"! test -e /proc/{awake}", 40)

    assert desk.broker() == 0
    assert desk.runs("blusser-broker.socket")
    assert desk.run("pgrep", "-f", "blusser-hands").code == 1
    assert "does not know" in desk.says("ask", "no.such_check")


@pytest.mark.parametrize(
    ("spoil", "heal", "named"),
    [
        (
            f"chmod o+w {TREE}/all/agent/main.py",
            f"chmod o-w {TREE}/all/agent/main.py",
            f"{TREE}/all/agent/main.py",
        ),
        (
            f"mkdir -p -m 777 {TREE}/all/agent/service/__pycache__; chmod 777 {TREE}/all/agent/service/__pycache__",
            f"chmod 755 {TREE}/all/agent/service/__pycache__",
            f"{TREE}/all/agent/service/__pycache__",
        ),
        (f"chmod g+w {TREE}", f"chmod g-w {TREE}", TREE),
        (
            "chmod o+w /etc/blusser/policy.toml",
            "chmod 644 /etc/blusser/policy.toml",
            "/etc/blusser/policy.toml",
        ),
        ("chmod o+w /etc/blusser", "chmod 755 /etc/blusser", "/etc/blusser"),
        (
            "chown alice /etc/blusser/policy.toml",
            "chown root /etc/blusser/policy.toml",
            "/etc/blusser/policy.toml",
        ),
        (
            f"mv {TREE} {TREE}-real; ln -s {TREE}-real {TREE}",
            f"rm {TREE}; mv {TREE}-real {TREE}",
            TREE,
        ),
    ],
    ids=["file", "pycache", "folder", "policy", "policy-folder", "owner", "link"],
)
def test_on_ground_that_others_can_change_it_does_not_start(desk, spoil, heal, named):
    desk.pc.sh("systemctl stop blusser-broker.service")
    desk.pc.sh(spoil)
    try:
        told = desk.says("apply", "start_stopped_service")
        sleep(0.3)
        said = desk.pc.sh(
            "journalctl --quiet --no-pager --output=cat --unit=blusser-broker"
            " | grep 'does not start' | tail -1"
        )
    finally:
        desk.pc.sh(heal)

    assert told.startswith(("HostError", "PartMissing")), told
    assert named in said, said
    assert not desk.runs("lab-needed")
