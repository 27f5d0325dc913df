"""Whoever owns a folder in a place that root cleans cannot make it a trap."""

from __future__ import annotations

import subprocess

import pytest

from tests.lab.disk.volume import Volume
from tests.lab.room import Room

pytestmark = pytest.mark.lab

ATTACKER = "4321"
TRAPS, FILES = 20, 50
PLACE = "/var/tmp/his"
SWAP = """
import ctypes, os, sys
exchange = ctypes.CDLL(None).renameat2
where, count = sys.argv[1].encode(), int(sys.argv[2])
pairs = [(b"%s/trap%d" % (where, n), b"%s/bait%d" % (where, n)) for n in range(count)]
print(flush=True)
while True:
    for trap, bait in pairs:
        exchange(-100, trap, -100, bait, 2)
"""
"""Swaps his folders for links to another's, in one step, as fast as it can."""

CLEAN = """
from agent.host.linux.cleaning import LinuxDiskControl
broom = LinuxDiskControl({"lasting-temp": "/var/tmp"})
print(sum(broom.clean("lasting-temp", 30)["files"] for _ in range(40)))
"""
NAIVE = """
import os, time
from contextlib import suppress
whole, until = len(os.listdir("/var/documents")), time.monotonic() + 60
while len(os.listdir("/var/documents")) == whole and time.monotonic() < until:
    for folder, _, files in os.walk("/var/tmp"):
        for name in files:
            path = os.path.join(folder, name)
            with suppress(OSError):
                os.path.isfile(path) and os.remove(path)
"""
"""The cleaner everybody writes first, until the trap has snapped."""


@pytest.fixture
def trap(room: Room) -> Volume:
    """One volume with old documents, and with old files and traps among them."""
    volume = Volume(room, "/var", files=20_000)
    room.sh(
        "install -d -m 1777 /var/tmp; mkdir /var/documents; cd /var/documents\n"
        f"seq {FILES} | xargs touch; cd /var/tmp\n"
        f"install -d -o {ATTACKER} {PLACE}; seq 12000 | xargs touch"
    )
    room.sh(
        f"cd {PLACE}; for n in $(seq 0 {TRAPS - 1}); do\n"
        "mkdir trap$n; mkfifo trap$n/stays; ln -s /var/documents bait$n; done",
        user=ATTACKER,
    )
    volume.age()
    volume.crowd("/var/new")
    return volume


def attacked(room: Room, *words: str) -> subprocess.CompletedProcess[str]:
    """Run words as root while the attacker is at work."""
    attack = (room.interpreter, "-c", SWAP, PLACE, str(TRAPS))
    with subprocess.Popen(
        room.inside(*attack, user=ATTACKER), stdout=subprocess.PIPE
    ) as attacker:
        try:
            attacker.stdout.readline()
            return room.run(*words)
        finally:
            attacker.kill()


def documents(room: Room) -> int:
    return len(room.sh("ls /var/documents").split())


def test_a_clean_up_by_root_never_leaves_the_place(room, trap):
    state = ("--state", "/mnt/state/root", "--policy", "/mnt/policy.toml")
    program = (room.interpreter, "-m", "agent", "fix", "--only", "disk", *state)

    done = attacked(room, *program)

    assert done.returncode == 0, done.stdout + done.stderr
    assert trap.free_files() >= 12_000
    done = attacked(room, room.interpreter, "-c", CLEAN)
    assert done.returncode == 0, done.stderr
    assert documents(room) == FILES


def test_the_trap_would_catch_a_naive_cleaner(room, trap):
    attacked(room, room.interpreter, "-c", NAIVE)

    assert documents(room) < FILES
