"""What the program repairs of the network by itself, proved by asking again."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

ADDRESS = ("--only", "network.address_is_given")
NAMES = ("--only", "network.names_resolve")
CACHE = ("--only", "network.name_cache_answers")


def lose_the_address(pc):
    pc.sh("ip address flush dev host0")


def test_a_lost_address_is_asked_for_again(pc, program):
    lose_the_address(pc)

    before = program.run("check", *ADDRESS)
    report = program.run("fix", *ADDRESS)

    assert (before.causes, before.exit_code) == (["no-address"], 1), before
    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert report.steps[0] == ("renew_dhcp_lease", "cured")


def test_a_lost_way_out_comes_back_with_the_lease(pc, program):
    pc.sh("ip route delete default")

    report = program.run("fix", "--only", "network.gateway_answers")

    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert report.steps[0] == ("renew_dhcp_lease", "cured")


def test_lost_name_servers_come_back_with_the_lease(pc, program):
    pc.sh("resolvectl dns host0 ''")

    report = program.run("fix", *NAMES)

    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert report.steps[0] == ("renew_dhcp_lease", "cured")


def test_where_nobody_lends_the_repair_does_not_claim_to_help(pc, program):
    pc.lend(on=False)
    pc.sh("nmcli device disconnect host0")

    report = program.run("fix", *ADDRESS)

    assert (report.causes, report.exit_code) == (["no-address"], 1), report
    assert report.steps[0] == ("renew_dhcp_lease", "no-effect"), report
    assert report.said["escalation"]["bundle"]


def test_an_employee_may_not_renew_and_is_told_so(pc, program):
    lose_the_address(pc)

    report = program.run("fix", *ADDRESS, user="alice")

    assert (report.causes, report.exit_code) == (["no-address"], 1), report
    assert report.steps == [
        ("renew_dhcp_lease", "refused"),
        ("reconnect_network", "refused"),
    ]
    assert "administrator rights" in report.said["steps"][0]["why"]


def test_a_name_that_was_remembered_wrongly_is_forgotten(pc, program):
    pc.misremember("office.lab.test")

    before = program.run("check", *CACHE, user="alice")
    report = program.run("fix", *CACHE, user="alice")

    assert (before.causes, before.exit_code) == (["stale-names"], 1), before
    assert (report.outcome, report.exit_code) == ("repaired", 0), report
    assert report.steps == [("flush_resolver_cache", "cured")]
