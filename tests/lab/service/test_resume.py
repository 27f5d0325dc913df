"""A repair that was cut short is ended after the next start, exactly once."""

from __future__ import annotations

import threading

import pytest

from tests.lab.service.test_each import ASKED

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

UNIT = "'blusser-fix-restore_leased_name_servers@*'"
OPEN = "ls /var/lib/blusser/journal/*.begun"


def test_what_a_crash_left_is_ended_by_the_resuming_unit(desk):
    desk.rules([], ASKED)
    desk.pc.sh("resolvectl dns host0 10.77.0.222; resolvectl flush-caches")
    told = []
    asking = threading.Thread(
        target=lambda: told.append(desk.says("apply", "restore_leased_name_servers"))
    )
    asking.start()
    desk.pc.wait(f"{OPEN} && resolvectl dns host0 | grep -q 10.77.0.1", 30)
    desk.pc.sh(f"systemctl kill --signal=KILL {UNIT}")
    asking.join()
    before = len(desk.ran())

    assert "could not carry it out" in told[0]
    assert ".begun" in desk.pc.sh(OPEN)

    desk.pc.sh("systemctl start blusser-resume.service")

    ran = desk.ran()[before:]
    assert len(ran) == 1, ran
    assert ran[0].startswith("blusser-fix-restore_leased_name_servers@")
    assert desk.run("sh", "-c", OPEN).code != 0
    assert "10.77.0.1" in desk.pc.sh("resolvectl dns host0")

    desk.pc.sh("systemctl start blusser-resume.service")

    assert len(desk.ran()) == before + 1, "nothing was open any more"
