import pytest

from agent.host import PartMissing
from agent.host.fake.packets import FakePackets
from agent.host.ports.packets import Passed
from agent.policy.model import NetworkRules
from checks.network.large_packets_pass import MTU_BLACK_HOLE, large_packets_pass


def asked(*seen):
    return large_packets_pass(FakePackets(seen), NetworkRules())


def passed(host, how, family=4, inwards=False):
    return Passed(host, family, inwards, how)


def test_what_passes_is_well():
    assert large_packets_pass(FakePackets(), NetworkRules()) is None


def test_what_vanishes_everywhere_is_a_black_hole():
    found = asked(passed("b.test", "lost"), passed("a.test", "lost"))

    assert found == MTU_BLACK_HOLE(hosts=["a.test", "b.test"])


def test_where_some_arrive_the_others_have_trouble_of_their_own():
    assert asked(passed("a.test", "lost"), passed("b.test", "whole")) is None


@pytest.mark.parametrize("other", [{"inwards": True}, {"family": 6}])
def test_one_direction_or_family_that_swallows_all_is_enough(other):
    found = asked(passed("a.test", "whole"), passed("b.test", "lost", **other))

    assert found == MTU_BLACK_HOLE(hosts=["b.test"])


def test_where_nobody_answers_there_is_nothing_to_say():
    with pytest.raises(PartMissing):
        asked()


def test_a_server_that_alone_sends_nothing_large_has_trouble_of_its_own():
    lost = passed("work.test", "lost", inwards=True)
    others = passed("other.test", "whole", inwards=True)

    assert large_packets_pass(FakePackets((lost,), (others,)), NetworkRules()) is None
    assert large_packets_pass(FakePackets((lost,)), NetworkRules()) is not None
