import pytest

from agent.host import PartMissing
from agent.host.fake.names import FakeNameService
from agent.host.fake.network import FakeNameServers
from agent.host.ports.names import Paced
from agent.policy.model import NetworkRules
from checks.network.names_come_in_time import NAMES_SLOW, names_come_in_time

RULES = NetworkRules(names=("a.test", "b.test"))
ONE, TWO = "10.0.0.1", "10.0.0.2"


def asked(*seconds, upstream=(ONE, TWO), rules=RULES, status="found"):
    rounds = [{ONE: Paced(ONE, status, one)} for one in seconds]
    service = FakeNameService(*rounds)
    return names_come_in_time(FakeNameServers(upstream), service, rules)


def test_names_that_come_at_once_are_well():
    assert asked() is None


def test_a_first_server_that_is_slow_twice_is_named():
    assert asked(1.42, 1.31) == NAMES_SLOW(servers=[ONE], seconds=1.3)


def test_slow_once_is_no_finding():
    assert asked(2.0, 0.02) is None


def test_silence_is_the_business_of_another_check():
    assert asked(2.4, 2.4, status="silent") is None


def test_a_refusal_that_takes_long_is_slow_too():
    assert asked(1.5, 1.5, status="refused") is not None


def test_what_is_slow_is_it_sets():
    assert asked(1.5, 1.5, rules=NetworkRules(slow_names_seconds=2.0)) is None


@pytest.mark.parametrize(
    "how",
    [{"upstream": ()}, {"rules": NetworkRules(names=())}],
    ids=["servers", "names"],
)
def test_without_servers_or_names_there_is_nothing_to_ask(how):
    with pytest.raises(PartMissing):
        asked(**how)
