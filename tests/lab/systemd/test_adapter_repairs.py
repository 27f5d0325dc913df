"""An adapter is switched off and on, whatever becomes of who does it."""

from __future__ import annotations

import pytest

from tests.lab.systemd.test_levers import ADDRESS, networkd  # noqa: F401 - a fixture

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

RESTART = "from agent.host.linux.adapter_control import LinuxAdapterControl as A\n"
RESTART += 'A().restart("host0")'
LINK = ("--only", "network.link_is_up")
DOWN = "test $(( $(cat /sys/class/net/host0/flags) & 1 )) = 0"
UP = "test $(( $(cat /sys/class/net/host0/flags) & 1 )) = 1"
TIMERS = "systemctl list-units --all --plain --no-legend 'blusser-watchdog-*'"
KILLED = f"""
python3 -c '{RESTART}' & pid=$!
until {DOWN}; do sleep .05; done
kill -KILL $pid
wait $pid || true
{DOWN}
"""


def test_an_adapter_comes_back_with_its_address_and_nothing_is_left(pc):
    before = pc.sh("ip -details -4 route; ip -4 -brief address show dev host0")

    done = pc.run("python3", "-c", RESTART)

    assert done.code == 0, done
    pc.sh(ADDRESS)
    pc.wait("ip route | grep -q default", 5)
    assert pc.sh("ip -details -4 route; ip -4 -brief address show dev host0") == before
    assert pc.sh(TIMERS) == ""


def test_killed_between_off_and_on_somebody_else_switches_it_on(pc):
    pc.sh(KILLED)

    pc.wait(UP, 16)
    pc.wait(ADDRESS, 20)
    pc.wait(f'test -z "$({TIMERS})"', 10)


def test_an_adapter_that_was_switched_off_is_restarted(pc, program, networkd):  # noqa: F811
    networkd("DHCP=ipv4")
    pc.sh(f"ip link set host0 down; {DOWN}")

    report = program.run("fix", "--yes", *LINK)

    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert ("restart_adapter", "cured") in report.steps, report
    pc.wait(ADDRESS, 20)


def test_an_employee_without_the_right_switches_nothing_off(pc):
    done = pc.run("python3", "-c", RESTART, user="alice")

    assert "PermissionError" in done.err, done
    pc.sh(f'{UP}; test -z "$({TIMERS})"')


def test_an_adapter_that_nobody_looks_after_is_left_alone(pc):
    pc.sh("nmcli device set host0 managed no")
    try:
        done = pc.run("python3", "-c", RESTART)
        pc.sh(UP)
    finally:
        pc.sh("nmcli device set host0 managed yes")

    assert "nobody would give the adapter its addresses again" in done.err, done
