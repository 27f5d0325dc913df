import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeNameServers, FakeRoutes
from agent.host.fake.ways import FakeWays
from agent.host.fake.web import FakeProxies
from agent.host.ports.network import Gateway
from agent.host.ports.ways import Way
from agent.policy.model import NetworkRules
from checks.network.route_leads_out import (
    DEAD_WAY_PREFERRED,
    ROUTE_NOT_LEASED,
    ROUTE_OFF_NETWORK,
    route_leads_out,
)

CABLE, RADIO = Way("eth0", "10.0.0.1"), Way("wlan0", "192.168.1.1")
TUNNEL = Way("tun0", "")
TYPED = Way("eth0", "10.0.0.254")
ASTRAY = Way("eth0", "10.0.9.1", near=False)
PROXY = "http://10.0.0.8:3128"


def gateways(*ways):
    return tuple(Gateway(one.adapter, one.gateway) for one in ways)


def outcome(out, dead=(), leased=(), silent=(), proxy=""):
    return route_leads_out(
        FakeWays(out, dead, leased),
        FakeRoutes(silent=gateways(*silent)),
        FakeNameServers(),
        FakeProxies(proxy),
        NetworkRules(),
    )


def test_one_way_that_the_network_named_is_left_to_other_checks():
    assert outcome((CABLE,), dead=(CABLE,), leased=("10.0.0.1",)) is None
    assert outcome((CABLE,), dead=(CABLE,)) is None


def test_two_ways_that_lead_out_are_well():
    assert outcome((CABLE, RADIO)) is None


def test_a_dead_way_that_is_not_taken_is_well():
    assert outcome((CABLE, RADIO), dead=(RADIO,)) is None


@pytest.mark.parametrize("taken", [CABLE, TUNNEL])
def test_a_dead_way_that_is_taken_while_another_leads_out_is_found(taken):
    assert outcome((taken, RADIO), dead=(taken,)) == DEAD_WAY_PREFERRED(
        taken=taken.adapter, working="wlan0"
    )


def test_where_no_way_leads_out_the_choice_is_not_to_blame():
    assert outcome((CABLE, RADIO), dead=(CABLE, RADIO)) is None


def test_two_gateways_on_one_adapter_are_one_way():
    assert outcome((TYPED, CABLE), dead=(TYPED,)) is None


def test_a_gateway_that_leads_nowhere_while_the_one_that_was_named_lives_is_found():
    assert outcome((TYPED,), dead=(TYPED,), leased=("10.0.0.1",)) == ROUTE_NOT_LEASED(
        gateway="10.0.0.254", leased="10.0.0.1"
    )


def test_another_gateway_than_was_named_is_well_where_it_leads_out():
    assert outcome((TYPED,), leased=("10.0.0.1",)) is None


def test_where_the_named_router_is_dead_too_the_route_is_not_to_blame():
    named = Way("eth0", "10.0.0.1")

    assert (
        outcome((TYPED,), dead=(TYPED,), leased=("10.0.0.1",), silent=(named,)) is None
    )


def test_a_gateway_beyond_the_wire_that_is_silent_is_found():
    assert outcome((ASTRAY,), dead=(ASTRAY,), silent=(ASTRAY,)) == ROUTE_OFF_NETWORK(
        gateway="10.0.9.1"
    )


@pytest.mark.parametrize(("dead", "silent"), [((), ()), ((ASTRAY,), ())])
def test_a_gateway_beyond_the_wire_that_answers_is_well(dead, silent):
    assert outcome((ASTRAY,), dead=dead, silent=silent) is None


def test_behind_a_proxy_no_way_need_lead_out_itself():
    both = (TUNNEL, CABLE)

    assert outcome(both, dead=(TUNNEL,), proxy=PROXY) is None
    assert outcome((TYPED,), dead=(TYPED,), leased=("10.0.0.1",), proxy=PROXY) is None


def test_behind_a_proxy_a_silent_gateway_is_a_dead_way():
    assert outcome((CABLE, RADIO), silent=(CABLE,), proxy=PROXY) == (
        DEAD_WAY_PREFERRED(taken="eth0", working="wlan0")
    )


def test_a_pc_without_a_default_route_is_left_to_other_checks():
    with pytest.raises(PartMissing):
        outcome(())
