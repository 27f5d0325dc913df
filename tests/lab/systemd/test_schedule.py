"""Blusser's own units on a PC that runs systemd: the timer's run, and IT's rules."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from agent.exposition import RULES_REFUSED, RUN_ENDED
from tests.lab.network.clock import Clock, TimeServer
from tests.lab.systemd.booted import ROOT
from tests.lab.systemd.program import FAMILY, _toml

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

UNITS = os.path.join(ROOT, "packaging", "linux")
MINE = ("blusser-check.timer", "blusser-check.service")
RULES = ("blusser-policy.path", "blusser-policy.service")
PROGRAM = """#!/bin/sh
export PYTHONPATH=/opt/blusser:/opt/libraries PYTHONDONTWRITEBYTECODE=1
exec python3 -m agent "$@"
"""
REMOVE = """
systemctl --quiet stop {units} 2>/dev/null || true
cd /usr/lib/systemd/system && rm -f {units} && systemctl daemon-reload
systemctl reset-failed
rm -rf /usr/lib/blusser /etc/blusser /var/lib/blusser* /run/blusser-check
rm -f /var/lib/systemd/timers/stamp-blusser-check.timer
"""


class Page(BaseHTTPRequestHandler):
    """What the internet of the lab answers."""

    def do_GET(self) -> None:
        """Answer as the rules say it must."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"The Lab's Connect Test")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def internet(pc):
    """Have somebody answer at the far end."""
    server = HTTPServer(("", 0), Page, bind_and_activate=False)
    server.socket.close()
    server.socket = pc.far_socket(socket.SOCK_STREAM, 80)
    server.socket.listen()
    server.handle_error = lambda *_: None  # who hung up early is nobody's trouble
    clock = TimeServer(pc.far_socket(socket.SOCK_DGRAM, 123), Clock())
    Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()
    clock.close()


@pytest.fixture
def installed(pc, internet):
    """Return the PC with the units of the package, and rules of the lab."""
    pc.write("/usr/lib/blusser/blusser", PROGRAM)
    pc.sh("chmod 755 /usr/lib/blusser /usr/lib/blusser/blusser")
    for name in (*MINE, *RULES):
        with open(os.path.join(UNITS, name)) as file:
            pc.write(f"/usr/lib/systemd/system/{name}", file.read())
    with open(os.path.join(UNITS, "blusser.sysusers")) as file:
        pc.write("/usr/lib/sysusers.d/blusser.conf", file.read())
    pc.sh("systemd-sysusers blusser.conf; systemctl daemon-reload")
    lay(pc, _toml(FAMILY))
    yield pc
    pc.sh(REMOVE.format(units=" ".join((*MINE, *RULES))))


def lay(pc, text):
    """Put IT's rules in their place, as a management tool does: whole."""
    pc.sh("mkdir -p /etc/blusser; chmod 755 /etc/blusser")
    pc.write("/etc/blusser/.new", text)
    pc.sh("chmod 644 /etc/blusser/.new; mv /etc/blusser/.new /etc/blusser/policy.toml")


def entries(pc, message):
    """Return the entries of the journal with this id."""
    pc.sh("journalctl --sync")
    said = pc.sh(f"journalctl --boot --output=json MESSAGE_ID={message}")
    return [json.loads(line) for line in said.splitlines()]


def look(pc):
    """Have the timer's service run once, as if no run had been."""
    pc.sh("rm -f /var/lib/blusser-check/last-scheduled")
    done = pc.run("systemctl", "start", "blusser-check.service")
    assert done.code == 0, pc.sh("journalctl -u blusser-check -n 30 --no-pager")


def unanswered(pc):
    """Return the checks that the last run of the timer could not answer."""
    place = ("--state", "/var/lib/blusser-check")
    said = pc.run("/usr/lib/blusser/blusser", "history", "--json", *place).out
    last = json.loads(said)["cases"][0]
    return {one["check"] for one in last["after"] if one["state"] == "unsure"}


def status(pc, user="alice"):
    done = pc.run("/usr/lib/blusser/blusser", "status", "--json", user=user)
    assert done.code == 0, done
    return json.loads(done.out)


def test_a_run_of_the_timer_is_silent_and_tells_it_by_the_journal(installed):
    pc = installed
    before = len(entries(pc, RUN_ENDED))
    look(pc)
    told = entries(pc, RUN_ENDED)

    assert len(told) == before + 1
    run = told[-1]
    assert "BLUSSER_CODE" not in run, run
    assert unanswered(pc) <= {"performance.processor_has_time"}
    assert run["BLUSSER_POLICY"] == "/etc/blusser/policy.toml"
    assert pc.sh(f"id -nu {run['_UID']}") == "blusser"
    folder = pc.sh("stat -c '%U %a' /var/lib/blusser-check")
    assert folder == "blusser 700"


def test_a_run_that_is_not_due_asks_nothing(installed):
    pc = installed
    look(pc)
    before = len(entries(pc, RUN_ENDED))
    pc.sh("systemctl start blusser-check.service")

    assert len(entries(pc, RUN_ENDED)) == before


def test_what_concerns_an_employee_is_left_for_them_to_read(installed):
    pc = installed
    pc.unit("lab-needed.service", "ExecStart=/bin/false")
    services = FAMILY["services"] | {"required": ("lab-needed.service",)}
    lay(pc, _toml(FAMILY | {"services": services}))
    look(pc)
    told = pc.run("cat", "/run/blusser-check/notices.json", user="alice")
    (run,) = entries(pc, RUN_ENDED)[-1:]

    assert json.loads(told.out)["notices"] == [
        {"code": code, "fix": ""} for code in [run["BLUSSER_CODE"]]
    ]
    assert run["BLUSSER_OUTCOME"] == "problems"
    assert pc.sh("systemctl is-failed blusser-check.service || true") == "inactive"


def test_the_timer_fires_within_two_hours_and_catches_up(installed):
    pc = installed
    pc.sh("systemctl start blusser-check.timer")
    shown = pc.sh(
        "systemctl show blusser-check.timer -p NextElapseUSecRealtime --value"
    )
    next_, now = (int(pc.sh(f"date -d '{when}' +%s")) for when in (shown, "now"))

    assert 0 <= next_ - now <= 2 * 3600
    pc.sh("systemctl stop blusser-check.timer")
    pc.sh("rm -f /var/lib/blusser-check/last-scheduled")
    before = len(entries(pc, RUN_ENDED))
    pc.sh("touch -d '3 days ago' /var/lib/systemd/timers/stamp-blusser-check.timer")
    pc.sh("mkdir -p /run/systemd/system/blusser-check.timer.d")
    pc.write(
        "/run/systemd/system/blusser-check.timer.d/lab.conf",
        "[Timer]\nRandomizedDelaySec=0\n",
    )
    try:
        pc.sh("systemctl daemon-reload; systemctl start blusser-check.timer")
        pc.wait("test -e /var/lib/blusser-check/last-scheduled", 30)
        pc.wait("systemctl show -p ActiveState blusser-check | grep -q inactive", 90)
        assert len(entries(pc, RUN_ENDED)) == before + 1
    finally:
        pc.sh("rm -r /run/systemd/system/blusser-check.timer.d")


def test_a_mistake_in_the_rules_is_told_at_once_and_the_last_good_ones_stay(installed):
    pc = installed
    pc.sh("systemctl start blusser-policy.path blusser-policy.service")
    pc.wait("test -e /var/lib/blusser-policy/policy.toml.good", 10)
    before = len(entries(pc, RULES_REFUSED))
    lay(pc, "[disk]\nmin_free_percent = 101\n")
    pc.wait(
        f"journalctl --sync; journalctl -b -o cat MESSAGE_ID={RULES_REFUSED}"
        " | grep -q min_free_percent",
        20,
    )
    told = entries(pc, RULES_REFUSED)

    assert len(told) >= before + 1
    assert "line 2, key disk.min_free_percent" in told[-1]["BLUSSER_WARNING"]
    assert "The last good one stays in force." in status(pc)["warnings"][0]
    look(pc)
    assert "BLUSSER_CODE" not in entries(pc, RUN_ENDED)[-1]


@pytest.mark.parametrize("spoil", ["file", "folder", "owner", "link"])
def test_rules_that_others_can_change_are_refused_for_everybody(installed, spoil):
    pc = installed
    pc.sh("systemctl start blusser-policy.service")
    how = {
        "file": "chmod o+w /etc/blusser/policy.toml",
        "folder": "chmod g+w /etc/blusser",
        "owner": "chown alice /etc/blusser/policy.toml",
        "link": "mv /etc/blusser /etc/blusser.real; ln -s blusser.real /etc/blusser",
    }
    why = {
        "file": "/etc/blusser/policy.toml can be changed by everybody",
        "folder": "/etc/blusser can be changed by the group 0",
        "owner": "/etc/blusser/policy.toml belongs to account",
        "link": "/etc/blusser is a link",
    }
    pc.sh(how[spoil])
    try:
        for user in ("alice", "root"):
            assert why[spoil] in status(pc, user)["warnings"][0]
    finally:
        pc.sh("[ ! -L /etc/blusser ] || rm -rf /etc/blusser /etc/blusser.real")


def test_root_takes_no_rules_from_a_user(installed):
    pc = installed
    pc.sh("install -o alice -m 644 /etc/blusser/policy.toml /home/alice/mine.toml")
    mine = ("/usr/lib/blusser/blusser", "status", "--policy", "/home/alice/mine.toml")

    assert pc.run(*mine, user="alice").code == 0
    done = pc.run(*mine)
    assert done.code == 2
    assert "/home/alice belongs to account" in done.err


@pytest.mark.parametrize("jump", ["+8 hours", "+1 year", "-1 year"])
def test_a_clock_that_jumps_gives_at_most_one_run_more(installed, jump):
    pc = installed
    pc.sh("install -d -o alice /tmp/jump")
    words = ["/usr/lib/blusser/blusser", "fix", "--scheduled", "--only", "disk"]
    words += ["--state", "/tmp/jump/state"]
    count = "/usr/lib/blusser/blusser history --json --state /tmp/jump/state"
    try:
        for _ in range(2):
            assert pc.run(*words, user="alice").code in {0, 1, 3}
        for _ in range(3):
            pc.run("faketime", "-f", jump, *words, user="alice")
        for _ in range(3):
            pc.run(*words, user="alice")
        cases = json.loads(pc.run("sh", "-c", count, user="alice").out)["cases"]
    finally:
        pc.sh("rm -rf /tmp/jump")

    assert len(cases) == {"+8 hours": 1, "+1 year": 3, "-1 year": 3}[jump]


COST = """
import os, resource, subprocess
def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
words = ["/usr/lib/blusser/blusser", "fix", "--scheduled", "--state", "/tmp/cost/state"]
for _ in range(2):
    before, _ = spent()
    subprocess.run(words)
    after, most = spent()
    print(round(after - before, 3), round(most))
"""


def test_a_silent_run_costs_little_and_one_that_is_not_due_next_to_nothing(installed):
    """0.8 s of processor and 70 MB at most; here 0.45 s and 34 MB, and 0.11 s."""
    pc = installed
    pc.sh("install -d -o blusser /tmp/cost")
    become = ["setpriv", "--reuid=blusser", "--regid=blusser", "--clear-groups"]
    try:
        said = pc.run(*become, "python3", "-c", COST).out.split()
    finally:
        pc.sh("rm -rf /tmp/cost")
    due, most, idle, _ = map(float, said)

    assert due <= 0.8
    assert most <= 70
    assert idle <= due / 2


@pytest.mark.parametrize("name", [one for one in (*MINE, *RULES) if "service" in one])
def test_a_unit_of_ours_is_exposed_to_next_to_nothing(name):
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=10"]
    done = subprocess.run(
        [*words, os.path.join(UNITS, name)], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout[-300:] + done.stderr
