"""Connect the company's VPN that is down where it must be up."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.vpn import FakeTunnelControl
from agent.host.ports.vpn import KnownVpn
from agent.moment import Moment
from agent.policy.model import NetworkRules
from fixes.network.reconnect_vpn import reconnect_vpn

COMPANY, ITS_OWN = KnownVpn("1", "wg0"), KnownVpn("2", "home0")
UNNAMED = KnownVpn("3")


def connected(*known, named=()):
    levers = FakeTunnelControl(*known)
    try:
        reconnect_vpn(levers, NetworkRules(vpn_adapters=named))
    finally:
        connected.ids = levers.connected
    return levers.connected


def test_the_only_one_is_connected():
    assert connected(UNNAMED) == ["3"]
    assert connected(COMPANY) == ["1"]


def test_of_several_the_one_that_it_named():
    assert connected(ITS_OWN, COMPANY, UNNAMED, named=("wg0",)) == ["1"]
    assert connected(ITS_OWN, UNNAMED, named=("tun0",)) == ["3"]


@pytest.mark.parametrize(
    ("known", "named"),
    [((), ()), ((COMPANY, UNNAMED), ()), ((ITS_OWN,), ("wg0",))],
)
def test_somebodys_own_vpn_is_never_connected_by_guess(known, named):
    with pytest.raises(Refused, match="which VPN"):
        connected(*known, named=named)
    assert connected.ids == []


@pytest.mark.parametrize("vpn", [KnownVpn("1", used=False), KnownVpn("1", asks=True)])
def test_nobody_is_made_to_type_a_password_or_to_confirm_a_sign_in(vpn):
    with pytest.raises(Refused, match="sign in"):
        connected(vpn)
    assert connected.ids == []


def test_who_sits_there_says_yes_and_no_call_is_cut():
    assert reconnect_vpn.risk is Risk.ASK
    assert Moment.IN_CALL in reconnect_vpn.not_during
