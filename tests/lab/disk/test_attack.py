"""Whoever owns a folder in a place that root cleans cannot make it a trap."""

from __future__ import annotations

import subprocess

import pytest

from tests.lab.disk.volume import Volume
from tests.lab.room import Room

pytestmark = pytest.mark.lab

ATTACKER = "4321"
TRAPS, FEW, FILES = 20, 4, 50
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
print(sum(broom.clean("lasting-temp", 30)["files"] for _ in range(4)))
"""
ROOTS_PLACES = (
    "temp",
    "lasting-temp",
    "crash-reports",
    "core-dumps",
    "packages",
    "logs",
)
ROUNDS = 2_400
RACE = """
import os, sys, time
from agent.host.linux.cleaning import broom
from agent.host.linux.folders import open_below
places, rounds, files = sys.argv[1].split(), int(sys.argv[2]), 0
for count in range(rounds):
    place = places[count % len(places)]
    folder = open_below("/var", "tmp")
    sweep = broom(place, time.time() - 30 * 86_400, time.monotonic() + 9, remove=True)
    sweep.run(folder)
    os.close(folder)
    files += sweep.files
print(files)
"""
"""Every fix that deletes as root, by the rules of its places; mounts not kept out by
their names, so that it is the handles alone that keep it in."""
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


def attacked(
    room: Room, *words: str, traps: int = TRAPS
) -> subprocess.CompletedProcess[str]:
    """Run words as root while the attacker is at work."""
    attack = (room.interpreter, "-c", SWAP, PLACE, str(traps))
    with subprocess.Popen(
        room.inside(*attack, user=ATTACKER), stdout=subprocess.PIPE
    ) as attacker:
        try:
            attacker.stdout.readline()
            return room.run(*words)
        finally:
            attacker.kill()


@pytest.fixture
def snares(room: Room) -> Volume:
    """One volume with old documents that every place would want, and traps."""
    volume = Volume(room, "/var", files=2_000)
    names = "core.$n.deb core.$n.crash core.@$n.journal"
    room.sh(
        "install -d -m 1777 /var/tmp; mkdir /var/documents /var/tmp/mount\n"
        f"install -d -o {ATTACKER} {PLACE} {PLACE}/links; cd /var/documents\n"
        f"for n in $(seq {FILES}); do touch {names}; done\n"
        f"for n in $(seq 9); do ln core.$n.deb core.$n.crash {PLACE}/links; done\n"
        "touch /var/tmp/core.old.deb /var/tmp/core.old.crash /var/tmp/old@.journal"
    )
    room.sh(
        f"cd {PLACE}; for n in $(seq 0 {FEW - 1}); do\n"
        "mkdir trap$n; mkfifo trap$n/stays; ln -s /var/documents bait$n; done",
        user=ATTACKER,
    )
    volume.age()
    room.sh("mount --bind /var/documents /var/tmp/mount")
    return volume


def test_no_fix_that_deletes_as_root_leaves_its_place_however_fast_it_changes(
    room, snares
):
    """Links that come and go, second names, and a mount of the very same disk."""
    race = (room.interpreter, "-c", RACE, " ".join(ROOTS_PLACES), str(ROUNDS))

    done = attacked(room, *race, traps=FEW)

    assert (done.returncode, done.stdout) == (0, "3\n"), done.stderr
    assert documents(room) == 3 * FILES


def test_the_same_race_is_lost_by_a_naive_cleaner(room, snares):
    room.sh("umount /var/tmp/mount")
    attacked(room, room.interpreter, "-c", NAIVE, traps=FEW)

    assert documents(room) < 3 * FILES


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
