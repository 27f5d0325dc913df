from agent.host.fake.network import FakeLinks
from agent.host.ports.network import Adapter
from checks.network.link_is_up import LINK_DOWN, link_is_up

CABLE, RADIO = (
    Adapter("eth0", "wired", carrier=False),
    Adapter("wlan0", "wireless", carrier=True),
)


def test_one_adapter_with_a_carrier_is_enough():
    assert link_is_up(FakeLinks((CABLE, RADIO))) is None


def test_no_carrier_anywhere_names_the_adapters():
    assert link_is_up(FakeLinks((CABLE,))) == LINK_DOWN(adapters=["eth0"])


def test_a_machine_without_an_adapter_is_not_connected_either():
    assert link_is_up(FakeLinks(())) == LINK_DOWN(adapters=[])
