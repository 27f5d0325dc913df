"""A clock that is wrong: the servers lie, because the machine's own must not move."""

from __future__ import annotations

import socket

import pytest

from tests.lab.gauntlet.twice import PULL
from tests.lab.network.clock import Clock, TimeServer

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

CLOCK = ("--only", "network.clock_agrees")
HOUR = 3600
SETTINGS = """
systemctl list-unit-files --no-legend --no-pager
timedatectl show --property=NTP --property=Timezone --property=LocalRTC
"""
ENABLED = "systemctl is-enabled systemd-timesyncd || true"


@pytest.fixture
def told(pc):
    """Return what the time server at the far end goes by."""
    clock = Clock()
    server = TimeServer(pc.far_socket(socket.SOCK_DGRAM, 123), clock)
    yield clock
    server.close()


def test_a_clock_that_agrees_is_healthy(pc, program, told):
    report = program.run("check", *CLOCK)

    assert (report.outcome, report.exit_code) == ("healthy", 0), report


def test_where_the_time_service_cannot_help_its_setting_is_put_back(pc, program, told):
    told.ahead = 2 * HOUR
    pc.sh("timedatectl set-ntp false")

    report = program.run("fix", *CLOCK, "--yes")

    assert (report.causes, report.exit_code) == (["clock-wrong"], 1), report
    tried = [("resync_time", "refused"), ("turn_automatic_time_on", "undone")]
    assert report.steps == tried, report
    assert pc.sh(ENABLED) == "disabled"


def test_a_time_service_that_an_administrator_switched_off_stays_off(pc, program, told):
    told.ahead = 2 * HOUR
    pc.sh("timedatectl set-ntp false")

    report = program.run("fix", *CLOCK)

    left = [("resync_time", "refused"), ("turn_automatic_time_on", "refused")]
    assert report.steps == left, report
    whys = [step["why"] for step in report.said["steps"]]
    assert "switched off on this PC" in whys[0]
    assert "nobody has said yes" in whys[1]
    assert pc.sh(ENABLED) == "disabled"


def test_a_service_that_should_run_is_not_switched_off_afterwards(pc, program, told):
    told.ahead = 2 * HOUR

    report = program.run("fix", *CLOCK)

    assert report.steps[0] == ("resync_time", "no-effect"), report
    assert pc.sh(ENABLED) == "enabled"


def test_a_step_of_a_day_is_left_to_it(pc, program, told):
    told.ahead = 24 * HOUR

    report = program.run("fix", *CLOCK)

    assert report.steps[0] == ("resync_time", "refused"), report
    assert "24 hours" in report.said["steps"][0]["why"]


def test_an_employee_may_not_touch_the_time_service(pc, program, told):
    told.ahead = 2 * HOUR

    report = program.run("fix", *CLOCK, user="alice")

    assert report.steps[0] == ("resync_time", "refused"), report
    assert "administrator rights" in report.said["steps"][0]["why"]


@pytest.fixture
def pulls(pc, program, told):
    """Return a function that makes a repair by itself, on a clock that agrees."""
    assert program.run("check", *CLOCK).outcome == "healthy"

    def pull(fix, back=""):
        rules = f"{program.folder}-root/policy.toml"
        done = pc.run("python3", "-c", PULL, fix, rules, back)
        assert done.code == 0, done
        return done.out.strip(), pc.sh(SETTINGS)

    return pull


def test_to_have_clocks_compared_twice_is_once(pc, pulls):
    before = pc.sh(SETTINGS)

    assert [pulls("resync_time"), pulls("resync_time")] == [("done", before)] * 2


def test_to_switch_automatic_time_on_twice_is_once_and_there_and_back_is_nowhere(
    pc, pulls
):
    was_on = pc.sh(SETTINGS)
    pc.sh("timedatectl set-ntp false")
    off = pc.sh(SETTINGS)

    assert pulls("turn_automatic_time_on", "back") == ("done", off)
    assert pulls("turn_automatic_time_on") == ("done", was_on)
    again = "refused: automatic time is on already"
    assert pulls("turn_automatic_time_on") == (again, was_on)
    assert off != was_on
