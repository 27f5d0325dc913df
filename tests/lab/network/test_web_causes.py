"""The real program on a broken web: certificates, servers, proxies, portals, scripts."""

from __future__ import annotations

import pytest

from tests.lab.network import faults
from tests.lab.network.plan import PROXY

pytestmark = pytest.mark.lab

IN_TIME = 5.0
"""Seconds within which a fault has a named cause, by the program's watch."""
BOTH = {"endpoints": ["https://work.lab.test", "https://www.partner.test"]}
SECOND = {"proxy": f"http://{PROXY}:3130"}
THIRD = {"proxy": f"http://{PROXY}:3131"}
SCRIPT = {"pac": "http://wpad.lab.test/proxy.pac"}
OPEN, TRUST = "endpoints_open", "certificates_trusted"
INTERNET, CLOCK = "internet_reachable", "clock_agrees"
UNREACHABLE = "endpoint-unreachable"
OURS = {
    f"network.{one}"
    for one in (
        *(OPEN, TRUST, INTERNET, CLOCK),
        *("names_resolve", "pac_loads", "proxy_answers", "proxy_lets_through"),
    )
}
"""What must be sure where the web is well."""

CAUSES = [
    ("old_certificate", {}, TRUST, "certificate-expired", ()),
    ("early_certificate", {}, TRUST, "certificate-not-yet-valid", ()),
    ("foreign_certificate", {}, TRUST, "certificate-of-another", ()),
    ("stranger_certificate", {}, TRUST, "certificate-refused", ()),
    ("stranger_certificate", BOTH, TRUST, "certificate-refused", ()),
    ("inspected", BOTH, TRUST, "tls-intercepted", ()),
    ("year_behind", BOTH, CLOCK, "clock-wrong", (TRUST,)),
    ("endpoint_ill", BOTH, OPEN, "endpoint-error", ()),
    ("endpoint_resets", BOTH, OPEN, UNREACHABLE, ()),
    ("endpoint_speaks_plainly", {}, OPEN, UNREACHABLE, ()),
    ("endpoint_speaks_old_tls", {}, OPEN, UNREACHABLE, ()),
    ("endpoint_unknown", {}, OPEN, UNREACHABLE, ()),
    ("endpoint_filtered", BOTH, OPEN, UNREACHABLE, ()),
    ("https_dropped", BOTH, OPEN, "https-blocked", ()),
    ("https_forbidden", BOTH, OPEN, "https-blocked", ()),
    ("https_reset", BOTH, OPEN, "https-blocked", ()),
    ("portal_wants_sign_in", BOTH, INTERNET, "captive-portal", (OPEN,)),
    ("portal_takes_names", BOTH, INTERNET, "captive-portal", (OPEN,)),
    ("portal_redirects", BOTH, INTERNET, "captive-portal", (OPEN,)),
    (
        "proxy_wants_password",
        SECOND,
        "proxy_lets_through",
        "proxy-wants-sign-in",
        (),
    ),
    ("proxy_forbids_tunnels", SECOND, "proxy_lets_through", "proxy-refuses", ()),
    ("script_gone", SCRIPT, "pac_loads", "pac-unreachable", ()),
    ("script_hangs", SCRIPT, "pac_loads", "pac-unreachable", ()),
    ("script_cut", SCRIPT, "pac_loads", "pac-broken", ()),
    ("script_is_a_page", SCRIPT, "pac_loads", "pac-broken", ()),
]


@pytest.mark.parametrize(("fault", "rules", "where", "code", "echoes"), CAUSES)
def test_a_fault_has_one_cause(world, program, fault, rules, where, code, echoes):
    getattr(faults, fault)(world)
    program.rules(**rules)
    report = program.check()

    assert report.causes == {(f"network.{where}", code)}, report
    assert report.echoes == {f"network.{one}" for one in echoes}, report
    assert not report.said["doubted"], report
    assert report.seconds <= IN_TIME, report


@pytest.mark.parametrize(
    ("fault", "rules", "where", "code"),
    [
        ("script_gone", SCRIPT, "pac_loads", "pac-unreachable"),
        ("script_names_nobody", SCRIPT, "proxy_answers", "proxy-silent"),
        (
            "proxy_wants_password",
            SECOND,
            "proxy_lets_through",
            "proxy-wants-sign-in",
        ),
        ("proxy_ill", SECOND, INTERNET, "internet-unreachable"),
    ],
)
def test_where_a_proxy_is_the_only_way_its_fault_is_the_cause(
    world, program, fault, rules, where, code
):
    faults.through_proxy_only(world)
    getattr(faults, fault)(world)
    program.rules(**rules)
    report = program.check()

    assert report.causes == {(f"network.{where}", code)}, report
    assert report.seconds <= IN_TIME, report


@pytest.mark.parametrize(
    ("names", "rules"),
    [
        (["inspected_by_the_office"], BOTH),
        (["endpoint_slow"], BOTH),
        (["endpoint_hides"], BOTH),
        (["endpoint_wants_certificate"], BOTH),
        (["pages_blocked"], BOTH),
        (["through_proxy_only"], SCRIPT | BOTH),
        ([], SCRIPT | BOTH),
        (
            ["through_proxy_only", "pages_blocked"],
            BOTH | {"proxy": f"http://{PROXY}:3128"},
        ),
        (
            ["through_proxy_only", "probes_overloaded"],
            BOTH | {"proxy": f"http://{PROXY}:3128"},
        ),
    ],
    ids=str,
)
def test_what_works_is_healthy(world, program, names, rules):
    for name in names:
        getattr(faults, name)(world)
    program.rules(**rules)
    report = program.check()

    assert not report.said["causes"] + report.said["doubted"], report
    assert not {one["check"] for one in report.said["unsure"]} & OURS, report
    assert report.seconds <= 2.6, report


@pytest.mark.parametrize(
    ("names", "rules", "what"),
    [
        (
            ["early_certificate", "nobody_tells_the_time"],
            {},
            "network.certificates_trusted",
        ),
        (
            ["old_certificate", "nobody_tells_the_time"],
            {},
            "network.certificates_trusted",
        ),
        (
            ["through_proxy_only", "proxy_wants_ticket"],
            SECOND,
            "network.proxy_lets_through",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_told_is_nobodys_fault(world, program, names, rules, what):
    for name in names:
        getattr(faults, name)(world)
    program.rules(**rules)
    report = program.check()

    assert not report.said["causes"], report
    assert what in {one["check"] for one in report.said["unsure"]}, report
