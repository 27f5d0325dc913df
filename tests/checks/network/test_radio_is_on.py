import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.network import FakeLinks
from agent.host.fake.radio import FakeRadios
from agent.host.ports.network import Adapter
from agent.host.ports.radio import Radio
from checks.network.radio_is_on import RADIO_OFF, radio_is_on

SOCKET = Adapter("eth0", "wired", carrier=False)
CABLE = Adapter("eth0", "wired", carrier=True)
RADIO = Adapter("wlan0", "wireless", carrier=False)
ON = Radio("phy0", soft=False, hard=False)
SOFT = Radio("phy0", soft=True, hard=False)
HARD = Radio("phy1", soft=True, hard=True)


def test_wifi_that_is_on_is_well_even_where_no_network_is_joined():
    assert radio_is_on(FakeLinks((RADIO,)), FakeRadios()) is None


def test_wifi_switched_off_is_found_where_there_is_no_other_way():
    assert radio_is_on(FakeLinks((RADIO,)), FakeRadios((SOFT,))) == RADIO_OFF(
        by_switch=False
    )


def test_a_switch_on_the_case_is_told_apart():
    assert radio_is_on(FakeLinks((RADIO,)), FakeRadios((HARD,))) == RADIO_OFF(
        by_switch=True
    )


def test_a_pc_on_a_cable_with_wifi_off_on_purpose_is_well():
    assert radio_is_on(FakeLinks((CABLE, RADIO)), FakeRadios((SOFT,))) is None


def test_one_of_two_senders_is_enough():
    assert radio_is_on(FakeLinks((RADIO,)), FakeRadios((ON, HARD))) is None


def test_a_pc_without_any_connection_is_judged_by_what_it_used_last():
    links = FakeLinks((SOCKET, RADIO))

    assert radio_is_on(links, FakeRadios((SOFT,), "wireless")) == RADIO_OFF(
        by_switch=False
    )
    assert radio_is_on(links, FakeRadios((SOFT,), "wired")) is None


def test_where_nobody_knows_what_is_used_nothing_is_claimed():
    with pytest.raises(HostError):
        radio_is_on(FakeLinks((SOCKET, RADIO)), FakeRadios((SOFT,)))


def test_a_pc_without_wifi_has_nothing_to_switch_on():
    with pytest.raises(PartMissing):
        radio_is_on(FakeLinks((SOCKET,)), FakeRadios(()))
