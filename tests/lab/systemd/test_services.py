"""Services that are down, crash, hang or rest on purpose, on a PC that runs systemd."""

from __future__ import annotations

import pytest

from agent.policy.model import ServiceRules

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

DEFAULT = ServiceRules().required_if_enabled
SLEEPS = "ExecStart=/bin/sleep infinity"


def state(pc, unit):
    return pc.run("systemctl", "is-active", unit).out.strip()


@pytest.mark.parametrize("user", ["root", "alice"])
def test_a_healthy_pc_is_healthy(program, user):
    program.rules("services", required_if_enabled=DEFAULT)

    report = program.check("services", user=user)

    assert (report.outcome, report.exit_code) == ("healthy", 0), report
    assert {one["check"] for one in report.said["unsure"]} == set(), report


def test_what_rests_on_purpose_is_no_failure(pc, program):
    names = ("lab-off", "lab-locked", "lab-waked", "lab-timed", "lab-elsewhere")
    pc.unit("lab-off.service", SLEEPS)
    pc.sh("ln -sf /dev/null /etc/systemd/system/lab-locked.service")
    pc.unit("lab-waked.service", SLEEPS)
    pc.write(
        "/etc/systemd/system/lab-waked.socket", "[Socket]\nListenStream=/run/lab-waked"
    )
    pc.unit("lab-timed.service", "Type=oneshot\nExecStart=/bin/true")
    pc.write("/etc/systemd/system/lab-timed.timer", "[Timer]\nOnCalendar=yearly")
    pc.unit("lab-elsewhere.service", SLEEPS, more="ConditionPathExists=/nowhere")
    pc.sh("systemctl daemon-reload; systemctl start lab-waked.socket lab-timed.timer")
    pc.sh("systemctl --quiet enable lab-elsewhere; systemctl start lab-elsewhere")
    program.rules("services", required_if_enabled=names)

    report = program.check("services")

    assert (report.outcome, report.exit_code) == ("healthy", 0), report


def test_what_waits_for_work_for_a_locked_service_did_not_fail_by_itself(pc, program):
    path = "[Path]\nPathExists=/run/lab-work\n[Install]\nWantedBy=paths.target"
    pc.unit("lab-watched.service", SLEEPS)
    pc.write("/etc/systemd/system/lab-watched.path", path)
    pc.sh("systemctl daemon-reload; systemctl --quiet enable --now lab-watched.path")
    pc.sh("ln -sf /dev/null /etc/systemd/system/lab-watched.service")
    pc.sh("systemctl daemon-reload; touch /run/lab-work")
    pc.wait("systemctl --quiet is-failed lab-watched.path", 20)

    report = program.check("services")

    assert (report.outcome, report.exit_code) == ("healthy", 0), report


def test_a_stopped_service_is_started_and_asked_again(pc, program):
    pc.unit("lab-needed.service", SLEEPS)
    pc.sh("systemctl --quiet enable lab-needed")
    program.rules("services", required=("lab-needed",))

    before = program.check("services")
    report = program.fix("services")

    assert (before.causes, before.exit_code) == (["service-stopped"], 1), before
    assert before.facts("service-stopped")["services"] == ["lab-needed"]
    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert report.steps == [("start_stopped_service", "cured")]
    assert state(pc, "lab-needed") == "active"


def test_a_service_that_dies_again_while_it_settles_is_not_cured(pc, program):
    pc.unit("lab-frail.service", "ExecStart=/bin/sh -c 'sleep 4; exit 3'")
    pc.sh("systemctl --quiet enable lab-frail")
    program.rules("services", required=("lab-frail",))

    report = program.fix("services")

    assert (report.outcome, report.exit_code) == ("problems", 1), report
    assert report.steps == [("start_stopped_service", "no-effect")]
    assert report.said["escalation"]["bundle"], report


def test_a_crash_loop_is_named_as_one_and_nobody_starts_it_again(pc, program):
    pc.unit(
        "lab-crashing.service",
        "ExecStart=/bin/sh -c 'exit 3'\nRestart=always\nRestartSec=100ms",
        more="StartLimitIntervalSec=60\nStartLimitBurst=8",
    )
    pc.sh("systemctl --quiet enable lab-crashing; systemctl start lab-crashing")
    pc.wait("systemctl --quiet is-failed lab-crashing", 20)
    program.rules("services", required=("lab-crashing",))

    report = program.fix("services")

    assert (report.causes, report.exit_code) == (["service-crashes"], 1), report
    assert report.facts("service-crashes")["services"] == ["lab-crashing.service"]
    assert report.steps == [("restart_given_up_service", "refused")]
    assert state(pc, "lab-crashing") == "failed"


def test_what_was_given_up_starts_once_more_and_no_more_where_it_still_crashes(
    pc, program
):
    """The cause may be gone since; where it is not, systemd gives up again by itself."""
    service = "ExecStart=/bin/sh -c 'echo >>/run/lab-starts; exit 3'\nRestart=always"
    pc.unit("lab-frail.service", service)
    pc.sh("rm -f /run/lab-starts; systemctl --quiet enable lab-frail")
    pc.sh("systemctl start lab-frail")
    pc.wait("systemctl --quiet is-failed lab-frail", 20)
    before = int(pc.sh("wc -l </run/lab-starts"))
    program.rules("services", required=("lab-frail",))

    report = program.fix("services")

    assert report.steps == [("restart_given_up_service", "no-effect")], report
    assert (report.causes, report.exit_code) == (["service-crashes"], 1), report
    assert state(pc, "lab-frail") == "failed"
    assert int(pc.sh("wc -l </run/lab-starts")) == 2 * before


def test_an_employee_without_the_right_is_told_so_and_leaves_a_bundle(pc, program):
    pc.unit("lab-needed.service", SLEEPS)
    pc.sh("systemctl --quiet enable lab-needed")
    program.rules("services", required=("lab-needed",))

    report = program.fix("services", user="alice")

    assert (report.causes, report.exit_code) == (["service-stopped"], 1), report
    assert report.steps == [("start_stopped_service", "refused")]
    assert "administrator rights" in report.said["steps"][0]["why"]
    assert state(pc, "lab-needed") == "inactive"

    again = program.run("replay", report.said["escalation"]["bundle"], user="alice")

    assert (again.causes, again.exit_code) == (["service-stopped"], 1), again


def test_a_service_that_hangs_delays_nobody(pc, program):
    pc.unit("lab-hanging.service", SLEEPS)
    pc.sh("systemctl --quiet enable --now lab-hanging")
    pc.sh("systemctl kill --signal=STOP lab-hanging")
    program.rules("services", required=("lab-hanging",))

    report = program.check("services")

    assert (report.outcome, report.exit_code) == ("healthy", 0), report
    assert report.said["seconds"] < 3


def test_a_bus_that_hangs_makes_it_unsure_within_the_time_a_user_waits(pc, program):
    pc.sh("pkill -STOP dbus-daemon")

    report = program.check("services")

    assert (report.outcome, report.exit_code) == ("unsure", 3), report
    assert report.said["seconds"] < 5
    assert "services.required_services_run" in {
        one["check"] for one in report.said["unsure"]
    }


def test_without_a_bus_nothing_is_claimed(pc, program):
    pc.sh(
        "systemctl --quiet stop dbus.socket dbus.service; rm -f /run/dbus/system_bus*"
    )

    report = program.check("services")

    untold = {one["check"] for one in report.said["unsure"]} | {*report.said["absent"]}
    assert report.causes == [], report
    assert report.exit_code in {0, 3}, report
    assert {
        "services.required_services_run",
        "services.no_service_in_crash_loop",
    } <= untold


FAILS_ONCE = 'ExecStart=/bin/sh -c "test -e /run/lab-ready && exec sleep infinity"'
TWICE = """
import sys
from agent.host.linux.systemd import LinuxServiceControl, LinuxServices
from agent.host.linux.units import LinuxUnits
from agent.policy.model import ServiceRules
from fixes.catalogue import ALL
parts = {"services": LinuxServices(), "units": LinuxUnits()}
parts |= {"levers": LinuxServiceControl()}
parts |= {"rules": ServiceRules(required=("lab-needed",))}
repair = next(one for one in ALL if one.id == sys.argv[1])
repair(**{name: parts[name] for name in repair.parts})
"""
BROKEN = {
    "start_stopped_service": ("Type=exec\n" + SLEEPS, "systemctl stop lab-needed"),
    "start_failed_service": ("Type=exec\n" + FAILS_ONCE, "true"),
    "restart_given_up_service": (
        f"Restart=always\n{FAILS_ONCE}",
        "until systemctl --quiet is-failed lab-needed; do sleep .1; done",
    ),
}


@pytest.mark.parametrize("repair", BROKEN)
def test_a_repair_done_twice_is_a_repair_done_once(pc, repair):
    """The second time the service that now runs is the very same process."""
    service, breaks = BROKEN[repair]
    name = "lab-game" if repair == "start_failed_service" else "lab-needed"
    pc.sh("rm -f /run/lab-ready")
    pc.unit(f"{name}.service", service)
    pc.sh(f"systemctl --quiet enable {name}; systemctl start {name} || true; {breaks}")
    pc.sh("touch /run/lab-ready")
    assert state(pc, name) in {"inactive", "failed"}

    seen = []
    for _ in range(2):
        pc.run("python3", "-c", TWICE, repair)
        seen.append(pc.sh(f"systemctl show --value --property=MainPID {name}"))

    assert state(pc, name) == "active"
    assert seen[0] == seen[1] != "0"
