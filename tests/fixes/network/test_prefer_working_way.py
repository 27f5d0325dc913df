"""Take the way out that leads out, where another is preferred to it."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.network import FakeNameServers, FakeRoutes
from agent.host.fake.vpn import FakeTunnels
from agent.host.fake.way_levers import FakeWayControl
from agent.host.fake.ways import FakeWays
from agent.host.fake.web import FakeProxies
from agent.host.ports.network import Gateway
from agent.host.ports.ways import Way
from agent.moment import Moment
from agent.policy.model import NetworkRules
from fixes.network.prefer_working_way import prefer_working_way

DEAD, GOOD = Way("eth1", "10.78.0.1"), Way("eth0", "10.0.0.1")
DEAD_ROUTE, GOOD_ROUTE = "eth1 10.78.0.1", "eth0 10.0.0.1"


def machine(levers, taken=DEAD, dead=(DEAD,), tunnels=(), named=()):
    return {
        "ways": FakeWays((taken, GOOD), dead),
        "routes": FakeRoutes(),
        "servers": FakeNameServers(),
        "proxies": FakeProxies(""),
        "tunnels": FakeTunnels(tunnels),
        "levers": levers,
        "rules": NetworkRules(vpn_adapters=named),
    }


@pytest.fixture
def levers():
    return FakeWayControl(DEAD_ROUTE, GOOD_ROUTE)


def test_the_dead_way_is_put_last_and_put_back_where_it_did_not_help(levers):
    parts = machine(levers)

    before = prefer_working_way.remember(**parts)
    prefer_working_way(**parts)
    after = list(levers.routes)
    prefer_working_way.undo(before, **parts)

    assert after == [GOOD_ROUTE, DEAD_ROUTE]
    assert levers.routes == [DEAD_ROUTE, GOOD_ROUTE]


def test_a_gateway_that_was_typed_in_is_put_behind_the_one_the_network_named():
    typed, named = Way("eth0", "10.0.0.9"), "eth0 10.0.0.1"
    levers = FakeWayControl("eth0 10.0.0.9", named)
    parts = machine(levers) | {"ways": FakeWays((typed,), (typed,))}

    prefer_working_way(**parts)

    assert levers.routes == [named, "eth0 10.0.0.9"]


def test_a_gateway_of_another_network_has_nothing_to_be_put_behind():
    typed = Way("eth0", "10.9.0.9", near=False)
    levers = FakeWayControl("eth0 10.9.0.9")
    parts = machine(levers) | {"ways": FakeWays((typed,), (typed,), ())}
    silent = FakeRoutes(silent=(Gateway("eth0", "10.9.0.9"),))

    prefer_working_way(**parts | {"routes": silent})

    assert levers.routes == ["eth0 10.9.0.9"]


def test_two_ways_that_lead_out_are_left_as_they_are(levers):
    prefer_working_way(**machine(levers, dead=()))

    assert levers.routes == [DEAD_ROUTE, GOOD_ROUTE]


@pytest.mark.parametrize(
    "vpn",
    [
        {"taken": Way("tun0", ""), "dead": (Way("tun0", ""),)},
        {"tunnels": ("eth1",)},
        {"named": ("eth1",)},
    ],
)
def test_nobody_is_ever_led_past_a_vpn(levers, vpn):
    with pytest.raises(Refused, match="VPN"):
        prefer_working_way(**machine(levers, **vpn))
    assert levers.routes == [DEAD_ROUTE, GOOD_ROUTE]


def test_a_way_that_rules_make_and_no_route_is_left_alone():
    parts = machine(FakeWayControl(GOOD_ROUTE))

    assert prefer_working_way.remember(**parts) is None
    prefer_working_way(**parts)
    assert parts["levers"].routes == [GOOD_ROUTE]


def test_a_person_decides_and_not_in_a_call_or_from_afar():
    assert prefer_working_way.risk is Risk.ASK
    assert {Moment.IN_CALL, Moment.REMOTE_SESSION} <= set(prefer_working_way.not_during)
