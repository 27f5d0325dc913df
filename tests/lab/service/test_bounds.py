"""What goes wrong in the privileged half has an end (R6, R7)."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

OWN = "/run/systemd/system/blusser-fix-start_stopped_service@.service.d"
STARTS = (
    "journalctl --boot --quiet --no-pager --output=cat _PID=1"
    " | grep -c 'Starting blusser-broker.service' || true"
)


def test_a_service_that_dies_at_its_start_is_not_started_for_ever(desk):
    desk.pc.sh("systemctl stop blusser-broker.service; chmod o+w /etc/blusser")
    before = int(desk.pc.sh(STARTS))
    try:
        for _ in range(12):
            desk.says("ask", "no.such_check")
        after = int(desk.pc.sh(STARTS))
    finally:
        desk.pc.sh("chmod 755 /etc/blusser; systemctl reset-failed")
        desk.pc.sh("systemctl restart blusser-broker.socket")

    assert 1 <= after - before <= 5
    assert (
        desk.says("apply", "start_stopped_service")
        == "Lent(result='cured', why='', freed=None)"
    )


def test_a_repair_that_hangs_is_ended_and_the_service_goes_on(desk):
    hangs = "[Service]\nExecStartPre=/bin/sleep 300\nTimeoutStartSec=2\n"
    desk.pc.write(f"{OWN}/hangs.conf", hangs)
    desk.pc.sh("systemctl daemon-reload")
    desk.says("ask", "no.such_check")
    pid = desk.broker()
    try:
        told = desk.says("apply", "start_stopped_service")
    finally:
        desk.pc.sh(f"rm -r {OWN}; systemctl daemon-reload")

    assert (
        told
        == "Lent(result='failed', why='the service could not carry it out', freed=None)"
    )
    assert desk.broker() == pid
    assert desk.run("pgrep", "-f", "sleep 300").code == 1
    assert (
        desk.says("apply", "start_stopped_service")
        == "Lent(result='cured', why='', freed=None)"
    )
