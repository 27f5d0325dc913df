import pytest

from agent.host import PartMissing
from agent.host.fake.carriers import FakeCarriers
from agent.host.ports.carriers import Cable
from checks.network.cable_is_good import CABLE_POOR, cable_is_good


def outcome(speed=1000, *, half=False, broken=0, whole=400):
    cable = Cable("eth0", speed, half=half, broken=broken, whole=whole)
    return cable_is_good(FakeCarriers((cable,)))


def test_a_good_cable_is_well():
    assert outcome() is None


def test_damaged_packets_are_told_in_percent():
    assert outcome(broken=40, whole=160) == CABLE_POOR(
        adapter="eth0", half=False, percent=20
    )


@pytest.mark.parametrize(("broken", "whole"), [(4, 10), (6, 60_000)])
def test_a_few_damaged_packets_are_chance(broken, whole):
    assert outcome(broken=broken, whole=whole) is None


@pytest.mark.parametrize("speed", [10, 100])
def test_a_cable_on_which_only_one_end_speaks_at_a_time_is_poor(speed):
    assert outcome(speed, half=True) == CABLE_POOR(adapter="eth0", half=True, percent=0)


@pytest.mark.parametrize("speed", [0, 1000])
def test_an_adapter_that_does_not_tell_its_speed_or_cannot_be_so_is_left_alone(speed):
    assert outcome(speed, half=True) is None


def test_an_old_switch_is_slow_and_no_fault():
    assert outcome(100) is None


def test_without_a_cable_there_is_none_to_judge():
    with pytest.raises(PartMissing):
        cable_is_good(FakeCarriers(()))
