import pytest

from agent.host import HostError
from agent.host.fake.network import FakeClock
from agent.host.fake.web import FakePac
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import CLOCK_WRONG, clock_agrees, offset

RULES = NetworkRules(max_clock_skew=300.0)


@pytest.mark.parametrize("behind", [0.0, 300.0, -300.0])
def test_as_far_off_as_kerberos_tolerates_is_well(behind):
    assert clock_agrees(FakeClock((behind,)), FakePac(), RULES) is None


@pytest.mark.parametrize(("behind", "late"), [(301.0, True), (-4000.4, False)])
def test_further_off_says_how_far_and_which_way(behind, late):
    found = clock_agrees(FakeClock((behind,)), FakePac(), RULES)

    assert found == CLOCK_WRONG(seconds=round(abs(behind)), late=late)


def test_a_lie_of_one_server_is_not_believed_against_another():
    assert clock_agrees(FakeClock((9000.0, 0.2)), FakePac(), RULES) is None


def test_where_time_servers_are_silent_pages_tell():
    assert offset(FakeClock((), (900.0,)), RULES) == 900.0


def test_where_nobody_tells_it_is_not_known():
    with pytest.raises(HostError):
        clock_agrees(FakeClock((), ()), FakePac(), RULES)
