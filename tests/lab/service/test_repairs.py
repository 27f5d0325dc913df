"""A standard user repairs, through the service, what needs the rights of the system."""

from __future__ import annotations

import time

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

SERVICES = "services.required_services_run"
NAMES = ("network.names_resolve", "network.name_cache_answers")


def steps(report):
    return [(one["fix"], one["result"]) for one in report["steps"]]


def test_alice_starts_a_required_service_that_had_stopped(desk):
    began = time.monotonic()
    report = desk.fixes(SERVICES)
    took = time.monotonic() - began

    assert (report["outcome"], steps(report)) == (
        "repaired",
        [("start_stopped_service", "cured")],
    )
    assert desk.runs("lab-needed")
    assert took < 10 + 8, "ten seconds of it are for the service to settle"


def test_it_reads_in_the_journal_who_had_what_done(desk):
    desk.says("apply", "start_stopped_service")
    desk.says("apply", "start_stopped_service", user="mallory")

    told = desk.pc.sh(
        "journalctl --boot --quiet --no-pager --output=cat --unit=blusser-broker"
    )

    assert "uid=1000 apply=start_stopped_service ended=cured" in told
    assert "uid=1001 refused=who" in told


def test_without_the_service_alice_is_told_that_it_needs_more_rights(desk):
    desk.pc.sh("systemctl stop blusser-broker.socket blusser-broker.service")

    report = desk.fixes(SERVICES)

    assert steps(report) == [("start_stopped_service", "refused")]
    assert "administrator rights" in report["steps"][0]["why"]
    assert not desk.runs("lab-needed")


def test_what_was_borrowed_replays_from_the_bundle(desk):
    desk.pc.unit("lab-needed.service", "ExecStart=/bin/sh -c 'sleep 4; exit 3'")

    report = desk.fixes(SERVICES)
    bundle = report["escalation"]["bundle"]
    again = desk.run("python3", "-m", "agent", "replay", bundle, "--json", user="alice")

    assert steps(report) == [("start_stopped_service", "no-effect")], report
    assert (
        '"start_stopped_service", "for": "service-stopped", "result": "no-effect"'
        in (again.out)
    ), again


def test_names_remembered_wrongly_are_forgotten(desk):
    desk.pc.misremember("office.lab.test")

    told = desk.says("apply", "flush_resolver_cache")

    assert told == "Lent(result='cured', why='', freed=None)"
    assert "10.77.0.1" in desk.run("getent", "ahosts", "office.lab.test").out


def test_a_lost_address_is_asked_for_again(desk):
    desk.pc.sh("ip address flush dev host0")

    told = desk.says("apply", "renew_dhcp_lease")

    assert told == "Lent(result='cured', why='', freed=None)"
    assert "10.77.0." in desk.pc.sh("ip -4 -br address show dev host0")


def test_a_repair_on_a_healthy_machine_does_nothing(desk):
    desk.pc.sh("systemctl start lab-needed")
    before = desk.pc.sh("systemctl show --value --property=MainPID lab-needed")

    told = desk.says("apply", "start_stopped_service")

    assert told == "Lent(result='refused', why='it is no longer needed', freed=None)"
    assert before == desk.pc.sh("systemctl show --value --property=MainPID lab-needed")


def test_what_it_forbade_is_not_done(desk):
    desk.rules(["lab-needed"], '[fixes]\nnever = ["start_stopped_service"]\n')

    told = desk.says("apply", "start_stopped_service")

    assert "the policy does not allow this repair" in told
    assert not desk.runs("lab-needed")


def test_a_check_that_needs_the_rights_of_the_system_is_asked(desk):
    told = desk.says("ask", "login.machine_is_trusted")

    assert told.startswith("Told(state='absent'"), told


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("apply", "no_such_fix"),
        ("apply", "clean_temp_and_caches"),
        ("apply", "login.machine_is_trusted"),
        ("ask", "network.names_resolve"),
        ("ask", "start_stopped_service"),
        ("apply", "../../etc/passwd"),
    ],
)
def test_what_is_not_offered_does_not_exist(desk, what, name):
    before = len(desk.ran())

    assert desk.says(what, name).startswith("PartMissing the service"), name
    assert len(desk.ran()) == before
