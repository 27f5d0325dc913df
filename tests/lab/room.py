"""A room in this machine: mounts, ``/etc`` and network of its own.

Whatever is done in it, nobody else sees; it is gone with the process that holds it,
and that one goes with the tests. Nothing of the real machine can be cleaned from
inside: all places that a clean-up knows are covered.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 2))
COVERED = (
    "/tmp",
    "/var/tmp",
    "/var/cache/apt/archives",
    "/var/log/journal",
    "/home",
    "/root",
    "/run/dbus",
    "/run/systemd",
    "/run/NetworkManager",
)
EMPLOYEE, UID = "els", 61_234
HOME = f"/home/{EMPLOYEE}"
PLACE = "/mnt"
PROJECT, SCRATCH, STATE, KEPT = (
    f"{PLACE}/{name}" for name in ("project", "lab", "state", "kept")
)
FURNISH = f"""
set -e
ip link set lo up
mount -t tmpfs none {PLACE}
cp -a /etc/. {PLACE}
mount --move {PLACE} /etc
mount -t tmpfs -o mode=755 none {PLACE}
mkdir {PROJECT} {SCRATCH} {KEPT}
mkdir -m 1777 {STATE}
mount --bind "$1" {PROJECT}
mount --bind "$2" {SCRATCH}
mount --bind "$3" {KEPT}
for place in {" ".join(COVERED)}; do
  if [ -d $place ]; then mount -t tmpfs -o mode=755 none $place; fi
done
chmod 1777 /tmp /var/tmp
if [ ! -d "$3/bin" ]; then mkdir -p "$3"; mount --bind {KEPT} "$3"; fi
echo '{EMPLOYEE}:x:{UID}:{UID}::{HOME}:/bin/sh' >>/etc/passwd
echo '{EMPLOYEE}:x:{UID}:' >>/etc/group
echo '{EMPLOYEE}:*:20000:0:99999:7:::' >>/etc/shadow
install -d -m 700 -o {UID} -g {UID} {HOME}
"""
POLICY = """
[disk]
min_free_bytes = 5_000_000
"""


class Report:
    """What ``--json`` printed, the exit code, and what was said beside."""

    def __init__(self, code: int, said: dict[str, Any], beside: str) -> None:
        """Keep all three."""
        self.code, self.said, self.beside = code, said, beside

    @property
    def causes(self) -> list[str]:
        """Return the code of every cause."""
        return [one["code"] for one in self.said["causes"]]

    @property
    def echoes(self) -> list[str]:
        """Return the code of every finding that is explained."""
        return [one["code"] for one in self.said["echoes"]]

    @property
    def steps(self) -> dict[str, str]:
        """Return what became of each repair."""
        return {one["fix"]: one["result"] for one in self.said["steps"]}

    @property
    def unsure(self) -> list[str]:
        """Return the checks that could not find out."""
        return [one["check"] for one in self.said["unsure"]]

    @property
    def absent(self) -> list[str]:
        """Return the checks that had nothing to ask."""
        return list(self.said["absent"])

    @property
    def bundle(self) -> str:
        """Return where the evidence lies; empty where none was left."""
        return self.said["escalation"].get("bundle") or ""

    def __repr__(self) -> str:
        """Show all of it where a test fails."""
        return f"exit {self.code}: {json.dumps(self.said, indent=1)}\n{self.beside}"


class Room:
    """The room; ``close`` it."""

    def __init__(self, scratch: str) -> None:
        """Build it; ``scratch`` is a folder of the real machine for its images."""
        self.scratch, self.interpreter = scratch, PYTHON
        alone = ["unshare", "--mount", "--net", "--propagation", "private", "cat"]
        self._holder = subprocess.Popen(
            alone, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            self._holder.stdin.write(b"ready\n")
            self._holder.stdin.flush()
            assert self._holder.stdout.readline() == b"ready\n"
            base = os.path.realpath(sys.base_prefix)
            self.sh(FURNISH, ROOT, scratch, base, at="/")
            self.write(f"{PLACE}/policy.toml", POLICY)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the room go, with its mounts and their loop devices."""
        self._holder.stdin.close()
        self._holder.stdout.close()
        self._holder.wait(10)

    def inside(self, *words: str, user: str = "root", at: str = PROJECT) -> list[str]:
        """Return the command line that runs words in the room."""
        enter = ["nsenter", f"--target={self._holder.pid}", "--mount", "--net"]
        powers = () if user == "root" else _as(user)
        return [*enter, f"--wdns={at}", "--", *powers, *words]

    def run(
        self, *words: str, user: str = "root", **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run words in the room with nothing but these settings around them."""
        fixed = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        fixed["HOME"] = HOME if user == EMPLOYEE else "/root"
        return subprocess.run(
            self.inside(*words, user=user),
            env=fixed | settings,
            capture_output=True,
            text=True,
            timeout=100,
        )

    def sh(
        self, script: str, *words: str, user: str = "root", at: str = PROJECT
    ) -> str:
        """Run a shell script in the room, and return what it printed."""
        done = subprocess.run(
            self.inside("sh", "-c", script, "sh", *words, user=user, at=at),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"{done.stderr}{done.stdout}"
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file of the room."""
        self.sh('printf %s "$1" >"$2"', text, path)

    def python(self, code: str, *words: str, user: str = "root") -> str:
        """Run a Python program in the room, and return what it printed."""
        done = self.run(PYTHON, "-c", code, *words, user=user)
        assert done.returncode == 0, f"{done.stderr}{done.stdout}"
        return done.stdout

    def blusser(
        self,
        command: str,
        *words: str,
        user: str = EMPLOYEE,
        state: str = "",
        **settings: str,
    ) -> Report:
        """Run the real program in the room; ``settings`` are its environment.

        Everybody has a state folder of their own, unless one is named.
        """
        mine = ["--json", "--state", state or f"{STATE}/{user}"]
        if command != "replay":
            mine += ["--policy", f"{PLACE}/policy.toml"]
        words = (PYTHON, "-m", "agent", command, *words, *mine)
        done = self.run(*words, user=user, **settings)
        assert done.stdout.startswith("{"), f"{done.returncode}: {done.stderr}"
        return Report(done.returncode, json.loads(done.stdout), done.stderr)


def _as(user: str) -> list[str]:
    number = str(UID if user == EMPLOYEE else int(user))
    return ["setpriv", "--reuid", number, "--regid", number, "--clear-groups"]


def _python() -> str:
    """Return our interpreter as the room knows it."""
    inside = os.path.relpath(sys.executable, ROOT)
    return sys.executable if inside[:2] == ".." else f"{PROJECT}/{inside}"


PYTHON = _python()
