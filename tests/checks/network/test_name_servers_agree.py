import pytest

from agent.host import PartMissing
from agent.host.fake.names import FakeNameService
from agent.host.fake.network import FakeNameServers
from agent.host.fake.web import FakeProxies
from agent.host.ports.names import Paced
from agent.policy.model import NetworkRules
from checks.network.name_servers_agree import (
    NAME_SERVER_REFUSES,
    NAME_SERVERS_DISAGREE,
    name_servers_agree,
)

RULES = NetworkRules(names=("a.test", "b.test"))
ONE, TWO = "10.0.0.1", "10.0.0.2"


def asked(*rounds, upstream=(ONE, TWO), proxy="", rules=RULES):
    service = FakeNameService(*rounds)
    servers = FakeNameServers(upstream)
    return name_servers_agree(servers, service, FakeProxies(proxy), rules)


def seen(server, status="found", seconds=0.01):
    return {server: Paced(server, status, seconds)}


def test_servers_that_answer_in_time_are_well():
    assert asked() is None


def test_silence_is_the_business_of_another_check():
    assert asked(seen(TWO, "silent", 2.4)) is None


@pytest.mark.parametrize(
    "once", [seen(ONE, "unknown"), seen(ONE, "refused"), seen(ONE, "found", 2.2)]
)
def test_whoever_does_badly_once_is_asked_again(once):
    assert asked(once, {}) is None


def test_a_server_that_refuses_what_another_answers_is_named():
    assert asked(seen(TWO, "refused")) == NAME_SERVER_REFUSES(servers=[TWO])


def test_servers_that_all_refuse_are_the_business_of_another_check():
    assert asked(seen(ONE, "refused") | seen(TWO, "refused")) is None


def test_a_server_that_knows_less_than_another_is_named():
    found = asked(seen(TWO, "unknown"))

    assert found == NAME_SERVERS_DISAGREE(servers=[TWO], name="a.test")


def test_behind_a_proxy_names_outside_need_not_be_known():
    assert asked(seen(TWO, "unknown"), proxy="http://proxy.test:8080") is None


@pytest.mark.parametrize(
    "how",
    [{"upstream": (ONE,)}, {"rules": NetworkRules(names=())}],
    ids=["one server", "no names"],
)
def test_without_several_servers_or_names_there_is_nothing_to_ask(how):
    with pytest.raises(PartMissing):
        asked(**how)
