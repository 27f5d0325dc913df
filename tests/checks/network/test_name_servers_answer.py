import pytest

from agent.host import PartMissing
from agent.host.fake.names import FakeNameService
from agent.host.fake.network import FakeNameServers
from agent.host.ports.names import Paced
from agent.policy.model import NetworkRules
from checks.network.name_servers_answer import NAME_SERVER_DEAD, name_servers_answer

RULES = NetworkRules(names=("a.test", "b.test"))
ONE, TWO = "10.0.0.1", "10.0.0.2"


def asked(says=None, upstream=(ONE, TWO), rules=RULES):
    service = FakeNameService(says or {})
    return name_servers_answer(FakeNameServers(upstream), service, rules)


def seen(server, status):
    return {server: Paced(server, status, 0.01)}


def test_servers_that_answer_are_well():
    assert asked() is None


@pytest.mark.parametrize("status", ["refused", "unknown"])
def test_an_answer_of_any_kind_is_a_sign_of_life(status):
    assert asked(seen(TWO, status)) is None


def test_a_server_that_is_silent_is_named():
    assert asked(seen(TWO, "silent")) == NAME_SERVER_DEAD(servers=[TWO])


@pytest.mark.parametrize(
    "how",
    [{"upstream": (ONE,)}, {"rules": NetworkRules(names=())}],
    ids=["one server", "no names"],
)
def test_without_several_servers_or_names_there_is_nothing_to_ask(how):
    with pytest.raises(PartMissing):
        asked(**how)


def test_what_is_down_has_the_same_name_everywhere():
    here, there = NAME_SERVER_DEAD(servers=[ONE]), NAME_SERVER_DEAD(servers=(ONE,))

    assert here.fingerprint == there.fingerprint != ""
