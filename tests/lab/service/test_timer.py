"""The timer's run has no right of its own, and repairs through the service."""

from __future__ import annotations

import json

import pytest

from agent.exposition import RUN_ENDED

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

PROGRAM = """#!/bin/sh
export PYTHONPATH=/opt/blusser:/opt/libraries PYTHONDONTWRITEBYTECODE=1
exec python3 -m agent "$@"
"""
ACCOUNT = "u blusser - Blusser /var/lib/blusser-check\n"


def test_a_required_service_that_stopped_runs_again_and_nobody_is_asked(desk):
    pc = desk.pc
    pc.write("/usr/lib/blusser/blusser", PROGRAM)
    pc.sh("chmod 755 /usr/lib/blusser/blusser")
    pc.write("/usr/lib/sysusers.d/blusser.conf", ACCOUNT)
    pc.sh("systemd-sysusers blusser.conf; rm -f /var/lib/blusser-check/last-scheduled")
    pc.sh("systemctl start blusser-check.service; journalctl --sync")
    told = pc.sh(f"journalctl --boot --output=json -n 1 MESSAGE_ID={RUN_ENDED}")
    run = json.loads(told)

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
