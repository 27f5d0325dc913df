"""The real program on a broken network names the one cause, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.lab.network import faults
from tests.lab.network.faults import NOBODY
from tests.lab.network.plan import PROXY
from tests.lab.network.world import World

pytestmark = pytest.mark.lab
Fault = Callable[[World], None]

IN_TIME = 5.0
"""Seconds within which a dead network has a named cause, by the program's watch."""


def check(name: str) -> str:
    return f"network.{name}"


ADDRESS, GATEWAY, NAMES, INTERNET, ENDPOINTS = BELOW_LINK = tuple(
    map(
        check,
        [
            "address_is_given",
            "gateway_answers",
            "names_resolve",
            "internet_reachable",
            "endpoints_open",
        ],
    )
)
SERVERS = check("name_servers_answer")
"""Each by itself, where there is more than one."""
CAUSES: list[tuple[Fault, str, str, tuple[str, ...]]] = [
    (faults.cable_unplugged, "link_is_up", "link-down", (*BELOW_LINK, SERVERS)),
    (faults.no_address, "address_is_given", "no-address", (*BELOW_LINK[1:], SERVERS)),
    (
        faults.self_assigned,
        "address_is_given",
        "self-assigned-address",
        (*BELOW_LINK[1:], SERVERS),
    ),
    (
        faults.gateway_dead,
        "gateway_answers",
        "gateway-silent",
        (*BELOW_LINK[2:], SERVERS),
    ),
    (
        faults.gateway_dead_beside_names,
        "gateway_answers",
        "gateway-silent",
        BELOW_LINK[3:],
    ),
    (faults.no_route, "gateway_answers", "no-route", BELOW_LINK[2:]),
    (faults.no_route_beside_names, "gateway_answers", "no-route", BELOW_LINK[3:]),
    (faults.no_name_servers, "names_resolve", "no-name-servers", BELOW_LINK[3:]),
    (faults.dead_name_server, "names_resolve", "name-servers-silent", BELOW_LINK[3:]),
    (
        faults.far_dead_name_server,
        "names_resolve",
        "name-servers-silent",
        BELOW_LINK[3:],
    ),
    (faults.closed_name_server, "names_resolve", "name-servers-silent", BELOW_LINK[3:]),
    (
        faults.first_name_server_dead,
        "name_servers_answer",
        "name-server-dead",
        (),
    ),
    (
        faults.silent_names,
        "names_resolve",
        "name-servers-silent",
        (*BELOW_LINK[3:], SERVERS),
    ),
    (faults.failing_names, "names_resolve", "names-fail", BELOW_LINK[3:]),
    (faults.refusing_names, "names_resolve", "names-fail", BELOW_LINK[3:]),
    (faults.unknowing_names, "names_resolve", "names-fail", BELOW_LINK[3:]),
    (faults.portal_redirects, "internet_reachable", "captive-portal", (ENDPOINTS,)),
    (faults.portal_answers, "internet_reachable", "captive-portal", (ENDPOINTS,)),
    (
        faults.internet_silent,
        "internet_reachable",
        "internet-unreachable",
        (ENDPOINTS,),
    ),
    (
        faults.internet_unrouted,
        "internet_reachable",
        "internet-unreachable",
        (ENDPOINTS,),
    ),
    (faults.web_hangs, "internet_reachable", "internet-unreachable", (ENDPOINTS,)),
    (faults.six_broken, "six_works", "ipv6-broken", ()),
    (faults.clock_off, "clock_agrees", "clock-wrong", ()),
    (faults.clock_ahead, "clock_agrees", "clock-wrong", ()),
    (faults.endpoint_hangs, "endpoints_open", "endpoint-unreachable", ()),
    (faults.endpoint_closed, "endpoints_open", "endpoint-unreachable", ()),
    (faults.endpoint_gone, "endpoints_open", "endpoint-unreachable", ()),
    (faults.stranger_certificate, "certificates_trusted", "certificate-refused", ()),
    (faults.old_certificate, "certificates_trusted", "certificate-expired", ()),
    (faults.foreign_certificate, "certificates_trusted", "certificate-of-another", ()),
]


@pytest.mark.parametrize(
    ("fault", "where", "code", "echoes"),
    CAUSES,
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_a_fault_has_one_cause(world, program, fault, where, code, echoes):
    fault(world)
    report = program.check()

    assert report.causes == {(check(where), code)}, report
    assert report.echoes == set(echoes), report
    assert not report.said["doubted"], report
    assert (report.said["outcome"], report.exit_code) == ("problems", 1)
    assert report.seconds <= IN_TIME, report


def well(_: World) -> None:
    """Change nothing."""


@pytest.mark.parametrize(
    "fault",
    [
        well,
        faults.ping_ignored,
        faults.both_families,
        faults.six_only,
        faults.slow_names,
        faults.time_servers_mute,
        faults.one_probe_hangs,
        faults.probes_overloaded,
    ],
    ids=lambda fault: fault.__name__,
)
def test_what_works_is_healthy(world, program, fault):
    fault(world)
    report = program.check()

    for nothing in ("causes", "doubted", "unsure"):
        assert not report.said[nothing], report
    assert (report.said["outcome"], report.exit_code) == ("healthy", 0), report


def test_a_network_with_nothing_but_a_proxy_is_healthy(world, program):
    faults.through_proxy_only(world)
    program.rules(proxy=f"http://{PROXY}:3128")
    report = program.check()

    assert not report.said["causes"] + report.said["doubted"], report
    assert (report.said["outcome"], report.exit_code) == ("healthy", 0), report


@pytest.mark.parametrize("address", [f"{PROXY}:3129", f"{NOBODY}:3128"])
def test_a_dead_proxy_is_the_cause(world, program, address):
    faults.through_proxy_only(world)
    program.rules(proxy=f"http://{address}")
    report = program.check()

    assert report.causes == {(check("proxy_answers"), "proxy-silent")}, report
    assert {INTERNET, ENDPOINTS} <= report.echoes, report
    assert report.exit_code == 1
    assert report.seconds <= IN_TIME, report


def test_two_faults_that_have_nothing_to_do_with_each_other_are_two_causes(
    world, program
):
    faults.clock_off(world)
    faults.portal_redirects(world)
    report = program.check()

    assert report.causes == {
        (check("clock_agrees"), "clock-wrong"),
        (check("internet_reachable"), "captive-portal"),
    }, report
    assert report.echoes == {ENDPOINTS}, report


def test_a_proxy_that_works_is_asked_for_the_captive_portal(world, program):
    faults.through_proxy_only(world)
    faults.portal_redirects(world)
    program.rules(proxy=f"http://{PROXY}:3128")
    report = program.check()

    assert report.causes == {(check("internet_reachable"), "captive-portal")}, report
