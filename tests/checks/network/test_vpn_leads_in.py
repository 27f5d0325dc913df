import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeNameServers
from agent.host.fake.vpn import FakeTunnels
from agent.policy.model import NetworkRules
from checks.network.vpn_leads_in import (
    VPN_DOWN,
    VPN_NAMES_MISSING,
    VPN_ROUTE_MISSING,
    vpn_leads_in,
)

NETWORKS = ("10.1.0.0/16", "10.2.0.0/16")
NAME = "intra.test"
ALL = {"vpn_networks": NETWORKS, "vpn_names": (NAME,)}


def outcome(tunnels=None, *, unknown=False, **rules):
    names = FakeNameServers(says={NAME: "unknown"} if unknown else {})
    return vpn_leads_in(tunnels or FakeTunnels(), names, NetworkRules(**rules))


def test_a_vpn_that_leads_to_all_it_should_is_well():
    assert outcome(**ALL) is None


def test_where_it_has_set_nothing_a_tunnel_is_nobodys_business():
    with pytest.raises(PartMissing):
        outcome()


def test_a_network_that_is_not_led_into_the_vpn_is_named():
    partly = FakeTunnels(leads={NETWORKS[1]: "eth0"})

    assert outcome(partly, **ALL) == VPN_ROUTE_MISSING(networks=[NETWORKS[1]])


def test_names_that_only_the_vpn_knows_are_missing():
    assert outcome(unknown=True, **ALL) == VPN_NAMES_MISSING(names=[NAME])


def test_the_cache_of_the_pc_is_asked_as_it_may_ask_the_vpn_for_some_names():
    servers = FakeNameServers(says={"10.0.0.1": "unknown"}, cache="127.0.0.53")

    assert vpn_leads_in(FakeTunnels(), servers, NetworkRules(**ALL)) is None


def test_without_a_vpn_nothing_is_missing_where_none_is_required():
    with pytest.raises(PartMissing):
        outcome(FakeTunnels(()), unknown=True, **ALL)


def test_a_required_vpn_that_is_down_is_found():
    down = FakeTunnels(())

    assert outcome(down, vpn_required=True) == VPN_DOWN()
    assert outcome(down, unknown=True, vpn_required=True, **ALL) == VPN_DOWN()


def test_inside_the_company_no_vpn_is_needed():
    assert outcome(FakeTunnels(()), vpn_required=True, **ALL) is None


def test_the_tunnel_of_another_program_is_not_the_companys():
    other = FakeTunnels(("tailscale0",), dict.fromkeys(NETWORKS, "eth0"))

    with pytest.raises(PartMissing):
        outcome(other, unknown=True, **ALL)
    assert outcome(other, unknown=True, vpn_required=True, **ALL) == VPN_DOWN()


def test_a_tunnel_by_the_companys_name_is_its_vpn_even_where_nothing_is_led_into_it():
    nowhere = FakeTunnels(("tun0",), dict.fromkeys(NETWORKS, "eth0"))
    named = {"vpn_adapters": ("tun0",)}

    assert outcome(nowhere, **ALL, **named) == VPN_ROUTE_MISSING(
        networks=list(NETWORKS)
    )


def test_a_tunnel_by_another_name_does_not_count():
    required = {"vpn_adapters": ("wg-office",), "vpn_required": True}

    assert outcome(unknown=True, **ALL, **required) == VPN_DOWN()
