"""Connect to the network again, by the profile that is there."""

import pytest

from agent.fix import Refused
from agent.host.fake.adapter_levers import FakeConnectionControl
from agent.host.fake.network import FakeLinks
from agent.host.ports.network import Adapter, Address
from agent.moment import Moment
from fixes.network.reconnect_network import reconnect_network

CABLE = Adapter("eth0", "wired", carrier=True)
RADIO = Adapter("wlan0", "wireless", carrier=False)
GIVEN = Address("eth0", "10.0.0.7")
OWN = Address("eth0", "169.254.7.7", self_assigned=True)


def reconnected(adapters, addresses, *off):
    levers = FakeConnectionControl(*off)
    reconnect_network(FakeLinks(adapters, addresses), levers)
    return levers.reconnected


@pytest.mark.parametrize("addresses", [(), (OWN,)])
def test_adapters_without_an_address_are_connected_again(addresses):
    assert reconnected((CABLE, RADIO), addresses) == ["eth0", "wlan0"]


def test_where_one_has_an_address_an_idle_radio_is_left_alone():
    assert reconnected((CABLE, RADIO), (GIVEN,)) == ["eth0"]


def test_where_everything_was_disconnected_on_purpose_nothing_is_done():
    with pytest.raises(Refused, match="no connection"):
        reconnected((CABLE, RADIO), (), "eth0", "wlan0")


def test_it_waits_for_the_end_of_a_call_and_of_a_remote_session():
    assert set(reconnect_network.not_during) == {Moment.IN_CALL, Moment.REMOTE_SESSION}
