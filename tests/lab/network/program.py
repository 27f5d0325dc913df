"""The real program, run on the lab's PC."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tests.lab.network.namespace import Namespace

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 3))
POLICY: dict[str, Any] = {
    "names": ["office.lab.test", "shop.lab.test"],
    "probes": [
        ["http://probe1.lab.test/connect.txt", "The Lab's Connect Test"],
        ["http://probe2.lab.test/connect.txt", "The Lab's Connect Test"],
    ],
    "endpoints": ["https://work.lab.test"],
    "time_servers": ["time1.lab.test", "time2.lab.test"],
}
ALONE = 'mount --bind "$0" /run && exec "$@"'
"""What this machine runs, the lab's PC does not have; its mounts are its own."""


class Report:
    """What ``--json`` printed, and the exit code."""

    def __init__(self, exit_code: int, said: dict[str, Any]) -> None:
        """Keep both."""
        self.exit_code, self.said = exit_code, said

    @property
    def causes(self) -> set[tuple[str, str]]:
        """Return check and code of every cause."""
        return {(one["check"], one["code"]) for one in self.said["causes"]}

    @property
    def echoes(self) -> set[str]:
        """Return the checks whose findings are explained."""
        return {one["check"] for one in self.said["echoes"]}

    @property
    def seconds(self) -> float:
        """Return how long the run took, by its own watch."""
        return float(self.said["seconds"])

    def __repr__(self) -> str:
        """Show all of it where a test fails."""
        return f"exit {self.exit_code}: {json.dumps(self.said, indent=1)}"


class Program:
    """Blusser on a PC of the lab, with a policy and a state folder of its own.

    It runs without any capability, as an employee's would, unless some are kept; never
    with the one that sets the machine's clock.
    """

    def __init__(self, pc: Namespace, folder: str) -> None:
        """Take the PC and an empty folder."""
        self._pc, self.folder = pc, folder
        self._policy = os.path.join(folder, "policy.toml")
        self.state = os.path.join(folder, "state")
        self.rules()

    def rules(self, **changes: Any) -> None:
        """Write the policy: the lab's own with these changes."""
        lines = [
            f"{key} = {json.dumps(one)}" for key, one in (POLICY | changes).items()
        ]
        with open(self._policy, "w") as file:
            file.write("\n".join(["[network]", *lines, ""]))

    def run(self, command: str, *words: str, keep: str = "") -> Report:
        """Run a command on the PC; ``keep`` names capabilities, with commas."""
        kept = "".join(f",+{one}" for one in keep.split(",") if one)
        powers = ["setpriv", f"--bounding-set=-all{kept}", "--inh-caps=-all"]
        mine = ["--policy", self._policy, "--state", self.state]
        return _report([*inside(self._pc), *powers, *blusser(command, *words), *mine])

    def check(self) -> Report:
        """Ask the network checks."""
        return self.run("check", "--only", "network", "--json")


def inside(pc: Namespace) -> list[str]:
    """Return the beginning of a command that runs on a PC, seeing nothing else."""
    return ["ip", "netns", "exec", pc.name, "/bin/sh", "-c", ALONE, pc.run]


def blusser(*words: str) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "agent", *words]


def outside(*words: str, folder: str) -> Report:
    """Run the program off the lab's network: on no network at all but loopback."""
    return _report(["unshare", "--net", *blusser(*words), "--state", folder])


def _report(words: list[str]) -> Report:
    fixed = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "HOME": "/root",
    }
    done = subprocess.run(
        words, env=fixed, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("{"), f"{done.returncode}: {done.stderr}{done.stdout}"
    assert not done.stderr, done.stderr
    return Report(done.returncode, json.loads(done.stdout))
