import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeNameServers
from agent.policy.model import NetworkRules
from checks.network.name_cache_answers import (
    NAME_CACHE_SILENT,
    STALE_NAMES,
    name_cache_answers,
)

RULES = NetworkRules(names=("a.test", "b.test"))
ONE, CACHE = "10.0.0.1", "127.0.0.53"


def asked(cache=CACHE, rules=RULES, **how):
    return name_cache_answers(FakeNameServers(cache=cache, **how), rules)


def test_a_cache_that_knows_as_much_as_its_servers_is_well():
    assert asked() is None


def test_a_cache_that_is_silent_is_not_called_stale():
    assert asked(says={CACHE: "silent"}) == NAME_CACHE_SILENT()


def test_a_cache_that_waits_for_a_dead_server_is_not_to_blame():
    assert asked(says={CACHE: "silent", ONE: "silent"}) is None


@pytest.mark.parametrize("status", ["unknown", "refused"])
def test_a_cache_that_denies_what_its_servers_know_is_stale(status):
    assert asked(says={CACHE: status}) == STALE_NAMES(names=["a.test", "b.test"])


def test_a_cache_that_believes_one_of_two_servers_is_not_stale():
    assert asked(says={CACHE: "unknown", ONE: "unknown"}) is None


def test_what_nobody_knows_is_not_stale():
    assert asked(says={"a.test": "unknown", "b.test": "unknown"}) is None


@pytest.mark.parametrize(
    "how",
    [
        {"cache": ""},
        {"upstream": (CACHE,)},
        {"rules": NetworkRules(names=())},
    ],
    ids=["no cache", "nothing known behind it", "no names"],
)
def test_without_a_cache_of_our_own_there_is_nothing_to_ask(how):
    with pytest.raises(PartMissing):
        asked(**how)
