"""A mount whose program has ended is let go, and nothing else ever is."""

from __future__ import annotations

import time

import pytest

from tests.lab.disk.hung import hung

pytestmark = pytest.mark.lab

LET_GO = """
import sys
from agent.host.linux.kept_mounts import let_go
let_go(sys.argv[1])
"""


def let_go(room, place, user="root"):
    """Return why it was not let go; nothing where it was."""
    done = room.run(room.interpreter, "-c", LET_GO, place, user=user)
    return done.stderr.strip().split("\n")[-1]


def mounted(room, place):
    return f" {place} " in room.sh("cat /proc/self/mountinfo")


def test_what_is_dead_goes_though_somebody_stands_in_it(room):
    room.sh("mkdir /tmp/far")
    with hung(room, "/tmp/far", "fuse.sshfs") as server:
        server.stdin.close()
        server.wait(10)

        assert "only an administrator" in let_go(room, "/tmp/far", user="els")
        assert mounted(room, "/tmp/far")
        assert let_go(room, "/tmp/far") == ""
        assert not mounted(room, "/tmp/far")
        room.sh("mount -t tmpfs none /tmp/far")


@pytest.mark.parametrize("reads", [(), ("reads",)])
def test_what_hangs_stays_and_hangs_nobody(room, reads):
    room.sh("mkdir /tmp/far")
    with hung(room, "/tmp/far", "fuse.sshfs", *reads):
        began = time.monotonic()
        why = let_go(room, "/tmp/far")

        assert time.monotonic() - began < 8
        assert "not one whose program has ended" in why or "reached" in why
        assert mounted(room, "/tmp/far")


def test_whoever_moves_the_folder_above_it_leads_root_to_nothing_else(room):
    """What root is told to take away is where a link of a user's leads now."""
    room.sh("mkdir -p /tmp/his/far /tmp/own/far; mount -t tmpfs own /tmp/own/far")
    with hung(room, "/tmp/his/far", "fuse.sshfs") as server:
        server.stdin.close()
        server.wait(10)
        room.sh("mv /tmp/his /tmp/moved && ln -s /tmp/own /tmp/his")

        for place in ("/tmp/his/far", "/tmp/own/far", "/tmp/nowhere"):
            assert let_go(room, place).startswith("agent.host.trouble.HostError")
        assert mounted(room, "/tmp/own/far")
        assert mounted(room, "/tmp/moved/far")
        room.sh("rm /tmp/his; mv /tmp/moved /tmp/his")
