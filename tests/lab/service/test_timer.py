"""The timer's run has no right of its own, and repairs through the service."""

from __future__ import annotations

import json

import pytest

from agent.exposition import RUN_ENDED
from tests.lab.systemd.test_moments import LOCKS

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

PROGRAM = """#!/bin/sh
export PYTHONPATH=/opt/blusser:/opt/libraries PYTHONDONTWRITEBYTECODE=1
exec python3 -m agent "$@"
"""
ACCOUNT = "u blusser - Blusser /var/lib/blusser-check\n"


HALF = """
Package: begun
Status: install ok unpacked
Version: 1
Architecture: all
Maintainer: the lab
Description: is being installed
"""


def fired(pc):
    """Have the timer's run made as its unit has it; return its entry in the journal."""
    pc.write("/usr/lib/blusser/blusser", PROGRAM)
    pc.sh("chmod 755 /usr/lib/blusser/blusser")
    pc.write("/usr/lib/sysusers.d/blusser.conf", ACCOUNT)
    pc.sh("systemd-sysusers blusser.conf; rm -f /var/lib/blusser-check/last-scheduled")
    pc.sh("systemctl start blusser-check.service; journalctl --sync")
    told = pc.sh(f"journalctl --boot --output=json -n 1 MESSAGE_ID={RUN_ENDED}")
    return json.loads(told)


def test_a_required_service_that_stopped_runs_again_and_nobody_is_asked(desk):
    pc = desk.pc
    run = fired(pc)

    fixes = run.get("BLUSSER_FIX", [])
    assert "start_stopped_service service-stopped cured" in fixes, run
    assert desk.runs("lab-needed")
    left = json.loads(
        pc.run("cat", "/run/blusser-check/notices.json", user="alice").out
    )
    assert {"code": "service-stopped", "fix": "start_stopped_service"} in left[
        "notices"
    ]
    assert run["_UID"] != "0"


def test_what_is_being_installed_was_not_left_half_done(desk):
    """The run sees nobody else's processes, and so not who holds dpkg's lock."""
    pc = desk.pc
    pc.write("/run/lab-lock.py", LOCKS)
    pc.unit("lab-installs.service", "ExecStart=/usr/bin/python3 /run/lab-lock.py")
    pc.sh("cp /var/lib/dpkg/status /run/lab-status; rm -f /run/lab-locked")
    pc.write("/run/lab-half", HALF)
    try:
        pc.sh("cat /run/lab-half >>/var/lib/dpkg/status; systemctl start lab-installs")
        pc.wait("test -e /run/lab-locked", 10)
        during = fired(pc)
        pc.sh("systemctl stop lab-installs")
        after = fired(pc)
    finally:
        pc.sh("cp /run/lab-status /var/lib/dpkg/status")

    assert "updates-half-done" not in during.get("BLUSSER_CODE", []), during
    assert "updates-half-done" in after.get("BLUSSER_CODE", []), after
