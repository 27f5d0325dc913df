import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.families import FakeFamilies
from agent.host.ports.families import Pair
from agent.policy.model import NetworkRules
from checks.network.six_works import IPV6_BROKEN, six_works

BROKEN = tuple(Pair(f"{name}.test", four=True, six=False) for name in "ab")
SIX_ONLY = tuple(Pair(f"{name}.test", four=False, six=True) for name in "ab")
DEAD = tuple(Pair(f"{name}.test", four=False, six=False) for name in "ab")


def outcome(*pairs, **more):
    return six_works(FakeFamilies(*pairs, **more), NetworkRules())


def test_both_kinds_that_work_are_well():
    assert outcome() is None


def test_ipv6_that_gets_nowhere_beside_ipv4_is_broken():
    assert outcome(BROKEN) == IPV6_BROKEN(hosts=["a.test", "b.test"])


def test_one_host_by_ipv6_is_enough():
    assert outcome((*BROKEN, Pair("c.test", four=True, six=True))) is None


def test_what_is_right_a_moment_later_is_not_broken():
    assert outcome(BROKEN, SIX_ONLY) is None


def test_a_network_without_ipv4_is_well():
    assert outcome(SIX_ONLY) is None


def test_a_pc_that_does_not_use_ipv6_is_not_asked():
    with pytest.raises(PartMissing):
        outcome(BROKEN, six_is_used=False)


@pytest.mark.parametrize("pairs", [DEAD, (), BROKEN[:1]])
def test_without_two_who_answer_by_ipv4_nothing_is_claimed(pairs):
    with pytest.raises(HostError):
        outcome(pairs)


def test_one_host_on_two_ports_is_one_witness():
    with pytest.raises(HostError):
        outcome((BROKEN[0], BROKEN[0]))
