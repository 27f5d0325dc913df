"""A cache of names on the PC that remembers what is no longer so."""

from __future__ import annotations

import dns.message
import dns.query
import dns.rcode
import pytest

from tests.lab.network import faults
from tests.lab.network.daemons import remembering

pytestmark = pytest.mark.lab


def remember_wrongly(world):
    """Have the cache ask while the name servers know nothing, then mend these."""
    faults.unknowing_names(world)
    for name in ("office.lab.test", "shop.lab.test"):
        question = dns.message.make_query(name, "A")
        with world.pc.entered():
            answer = dns.query.udp(question, "127.0.0.1", 2)
        assert answer.rcode() == dns.rcode.NXDOMAIN
    for server in world.name_servers:
        server.heal()


def test_a_cache_that_knows_what_its_servers_know_is_healthy(world, program):
    with remembering(world):
        report = program.check()

    assert (report.said["outcome"], report.exit_code) == ("healthy", 0), report


def test_what_a_cache_remembers_wrongly_is_the_cause(world, program):
    with remembering(world):
        remember_wrongly(world)
        report = program.check()

    assert report.causes == {("network.name_cache_answers", "stale-names")}, report
    assert report.exit_code == 1


def test_a_cache_that_is_emptied_is_well_again(world, program):
    with remembering(world):
        remember_wrongly(world)
        report = program.run(
            "fix", "--only", "network", "--json", keep="kill,sys_ptrace"
        )

    assert steps_of(report) == [("flush_resolver_cache", "cured")], report
    assert (report.said["outcome"], report.exit_code) == ("repaired", 0), report


def test_a_cache_of_somebody_else_is_left_to_those_with_the_right(world, program):
    with remembering(world):
        remember_wrongly(world)
        report = program.run("fix", "--only", "network", "--json")

    assert steps_of(report) == [("flush_resolver_cache", "refused")], report
    assert report.exit_code == 1
    assert report.said["escalation"]["bundle"]


def steps_of(report):
    return [(one["fix"], one["result"]) for one in report.said["steps"]]
