"""The service on the lab's PC, as a package would install it; only the path is ours."""

from __future__ import annotations

import json
from pathlib import Path
from time import sleep
from typing import Any

from tests.lab.systemd.booted import ROOT, Done
from tests.lab.systemd.machine import Machine

UNITS = Path(ROOT) / "packaging" / "linux"
PROGRAM = "/usr/lib/blusser/blusser-hands"
LIBRARIES = (
    *("jeepney", "dns", "psutil", "requests", "urllib3", "certifi", "idna"),
    *("charset_normalizer", "truststore", "rich", "markdown_it", "mdurl", "pygments"),
    *("nacl", "cffi", "_cffi_backend.*.so"),
)
HANDS = """#!/usr/bin/python3 -ISB
import sys
sys.path[:0] = ["/usr/lib/blusser/all"]
from agent.service.main import main
main()
"""
COPY = f"""
mkdir -p /usr/lib/blusser/all
cp -r /opt/blusser/agent /opt/blusser/checks /opt/blusser/fixes /usr/lib/blusser/all
cd /opt/libraries
cp -r {" ".join(LIBRARIES)} /usr/lib/blusser/all
chmod 755 {PROGRAM}
"""
SIT = """
systemctl --quiet stop lab-sitting-{user} 2>/dev/null || true
systemd-run --quiet --collect --unit=lab-sitting-{user} --property=PAMName=login \
  --setenv=XDG_SESSION_CLASS=user --property=User={user} sleep infinity
"""
END = """
systemctl --quiet stop 'lab-sitting-*' || true
systemctl --quiet stop blusser-broker.service || true
systemctl reset-failed || true
systemctl start blusser-broker.socket
rm -f /run/blusser/answers/*
"""
POLICY = "[services]\nrequired = {required}\nrequired_if_enabled = []\n"
NAMES = """
[network]
names = ["office.lab.test"]
probes = [["http://PAGE/connect.txt", "The Lab's Connect Test"]]
endpoints = []
time_servers = ["10.77.0.1"]
"""
ASK = """
import sys
from agent.service.client import Client
from agent.service.offer import offer_of
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES
client = Client("/run/blusser/hands.sock", offer_of(CHECKS, FIXES).digest)
try:
    print(getattr(client, sys.argv[1])(sys.argv[2]))
except Exception as no:
    print(type(no).__name__, no)
"""
HOLDS_ON = "ExecStart=/bin/sleep infinity"


class Desk:
    """The PC, who sits at it, and what the service made of what they asked."""

    def __init__(self, pc: Machine) -> None:
        """Install program and units, and start listening."""
        self.pc = pc
        pc.write(PROGRAM, HANDS)
        pc.sh(COPY)
        for unit in sorted(UNITS.glob("blusser-*")):
            pc.write(f"/usr/lib/systemd/system/{unit.name}", unit.read_text())
        pc.sh("useradd --create-home mallory; systemctl daemon-reload")
        pc.sh("systemctl --quiet enable --now blusser-broker.socket")

    def begin(self) -> None:
        """Have alice sit at the desk, and IT require one service, which is down."""
        self.pc.sh("rm -rf /var/lib/blusser /tmp/state-*")  # or it was tried enough
        self.rules(["lab-needed"])
        self.pc.unit("lab-needed.service", HOLDS_ON)
        self.pc.sh("systemctl --quiet enable lab-needed")
        self.sit_down("alice")

    def end(self) -> None:
        """Have everybody leave, and the PC as it was."""
        self.pc.sh(END)
        self.pc.heal()

    def rules(
        self, required: list[str], more: str = "", page: str = "10.77.0.1"
    ) -> None:
        """Write IT's rules where root's lie; ``page``: the host that must answer."""
        names = NAMES.replace("PAGE", page)
        text = POLICY.format(required=json.dumps(required)) + names + more
        self.pc.write("/etc/blusser/policy.toml", text)
        sleep(1.1)  # the service believes what it read for a second

    def sit_down(self, user: str) -> None:
        """Have somebody sign in at this machine, as at its keyboard."""
        self.pc.sh(SIT.format(user=user))
        self.pc.wait(f"loginctl --no-legend list-sessions | grep -q ' {user} '", 10)

    def stand_up(self, user: str) -> None:
        """Have them sign out."""
        self.pc.sh(f"systemctl stop lab-sitting-{user}")
        gone = f"! loginctl --no-legend list-sessions | grep -q ' {user} '"
        self.pc.wait(gone, 10)

    def says(self, what: str, name: str, user: str = "alice") -> str:
        """Return what the service answers to one of the two sentences."""
        return self.pc.run("python3", "-c", ASK, what, name, user=user).out.strip()

    def fixes(
        self, *only: str, user: str = "alice", yes: bool = False
    ) -> dict[str, Any]:
        """Run ``blusser fix`` as an employee; return what it printed."""
        words = ["--only", ",".join(only), "--json", "--state", f"/tmp/state-{user}"]
        words += ["--yes"] if yes else []
        done = self.pc.run("python3", "-m", "agent", "fix", *words, user=user)
        assert done.out.startswith("{"), done
        return dict(json.loads(done.out))

    def runs(self, unit: str) -> bool:
        """Say whether a service runs."""
        return self.pc.run("systemctl", "--quiet", "is-active", unit).code == 0

    def ran(self) -> list[str]:
        """Return the units the service had started, by the journal, in this case."""
        told = self.pc.sh(
            "journalctl --boot --output=cat --quiet --no-pager _PID=1"
            " | grep -o 'Starting blusser-[af][a-z]*-[^ ]*' || true"
        )
        return told.replace("Starting ", "").split()

    def broker(self) -> int:
        """Return the id of the service's process on the PC; 0 where it rests."""
        show = "systemctl show --value --property=MainPID blusser-broker.service"
        return int(self.pc.sh(show))

    def run(self, *words: str, user: str = "root", text: str = "") -> Done:
        """Run a command on the PC."""
        return self.pc.run(*words, user=user, text=text)
