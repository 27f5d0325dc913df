import pytest

from agent.host import PartMissing
from agent.host.fake.carriers import FakeCarriers
from agent.host.ports.carriers import Signal
from checks.network.wifi_is_strong import WIFI_WEAK, wifi_is_strong


def outcome(*percent):
    signals = tuple(Signal(f"wlan{at}", one) for at, one in enumerate(percent))
    return wifi_is_strong(FakeCarriers(signals=signals))


@pytest.mark.parametrize("percent", [30, 70])
def test_a_signal_that_is_strong_enough_is_well(percent):
    assert outcome(percent) is None


def test_a_weak_signal_is_told():
    assert outcome(22) == WIFI_WEAK(percent=22)


def test_the_strongest_of_two_counts():
    assert outcome(10, 60) is None


def test_an_adapter_that_tells_no_strength_is_left_alone():
    assert outcome(0) is None


def test_where_no_wifi_is_joined_there_is_no_signal():
    with pytest.raises(PartMissing):
        outcome()
