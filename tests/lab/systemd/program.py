"""The real program, run on the lab's PC by root or by an employee."""

from __future__ import annotations

import itertools
import json
from typing import Any

from tests.lab.systemd.machine import Machine

FAMILY = {
    "services": {"required": (), "required_if_enabled": ()},
    "network": {
        "names": ("office.lab.test",),
        "probes": (("http://10.77.0.1/connect.txt", "The Lab's Connect Test"),),
        "endpoints": (),
        "time_servers": ("10.77.0.1",),
    },
}
_turn = itertools.count()


class Report:
    """What ``--json`` printed, and the exit code."""

    def __init__(self, exit_code: int, said: dict[str, Any]) -> None:
        """Keep both."""
        self.exit_code, self.said = exit_code, said

    @property
    def outcome(self) -> str:
        """Return the outcome of the run."""
        return str(self.said["outcome"])

    @property
    def causes(self) -> list[str]:
        """Return the codes of the causes."""
        return [one["code"] for one in self.said["causes"]]

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return which fix was tried, and what came of it."""
        return [(one["fix"], one["result"]) for one in self.said["steps"]]

    def facts(self, code: str) -> dict[str, Any]:
        """Return the facts of a cause."""
        facts = [one["facts"] for one in self.said["causes"] if one["code"] == code]
        return dict(facts[0])

    def __repr__(self) -> str:
        """Show all of it where a test fails."""
        return f"exit {self.exit_code}: {json.dumps(self.said, indent=1)}"


class Program:
    """Blusser on the PC, with a policy and a state folder of its own."""

    def __init__(self, pc: Machine) -> None:
        """Take the PC."""
        self._pc, self._rules = pc, {name: dict(one) for name, one in FAMILY.items()}
        self.folder = f"/tmp/blusser-{next(_turn)}"

    def rules(self, section: str, **changes: Any) -> None:
        """Change the policy."""
        self._rules[section] |= changes

    def run(self, command: str, *words: str, user: str = "root") -> Report:
        """Run a command with ``--json``."""
        mine = f"{self.folder}-{user}"
        self._pc.sh(f"install -d -o {user} {mine}")
        self._pc.write(f"{mine}/policy.toml", _toml(self._rules))
        place = ("--policy", f"{mine}/policy.toml", "--state", f"{mine}/state")
        program = ("python3", "-m", "agent", command, *words, "--json", *place)
        done = self._pc.run(*program, user=user)
        assert done.out.startswith("{"), done
        assert not done.err, done
        return Report(done.code, json.loads(done.out))

    def check(self, family: str, **how: Any) -> Report:
        """Ask the checks of a family."""
        return self.run("check", "--only", family, **how)

    def fix(self, family: str, **how: Any) -> Report:
        """Ask them, and repair what may be repaired."""
        return self.run("fix", "--only", family, **how)


def _toml(rules: dict[str, dict[str, Any]]) -> str:
    lines: list[str] = []
    for section, values in rules.items():
        lines += [f"[{section}]"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join([*lines, ""])
