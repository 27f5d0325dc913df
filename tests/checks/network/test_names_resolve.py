import pytest

from agent.host.fake.network import FakeNameServers
from agent.host.fake.web import FakeProxies
from agent.policy.model import NetworkRules
from checks.network.names_resolve import (
    NAME_SERVERS_SILENT,
    NAMES_FAIL,
    NO_NAME_SERVERS,
    names_resolve,
)

RULES = NetworkRules(names=("a.test", "b.test"))
ONE, TWO, CACHE = "10.0.0.1", "10.0.0.2", "127.0.0.53"


def asked(proxy="", rules=RULES, **servers):
    return names_resolve(FakeNameServers(**servers), FakeProxies(proxy), rules)


def test_servers_that_know_the_names_are_well():
    assert asked() is None


def test_one_dead_server_of_two_holds_nobody_up():
    assert asked(says={ONE: "silent"}) is None


def test_without_servers_nothing_is_found():
    assert asked(upstream=()) == NO_NAME_SERVERS()


def test_servers_that_are_all_silent_are_named():
    found = asked(says={ONE: "silent", TWO: "silent"})

    assert found == NAME_SERVERS_SILENT(servers=[ONE, TWO])


@pytest.mark.parametrize("status", ["unknown", "refused"])
def test_a_name_that_no_server_knows_is_named(status):
    assert asked(says={"b.test": status}) == NAMES_FAIL(
        names=["b.test"], servers=[ONE, TWO]
    )


@pytest.mark.parametrize("status", ["unknown", "refused"])
def test_behind_a_proxy_names_outside_need_not_be_known(status):
    says = {"a.test": status, "b.test": status}

    assert asked("http://proxy.test:8080", says=says) is None
    by_rules = NetworkRules(names=RULES.names, proxy="http://proxy.test:8080")
    assert asked(rules=by_rules, says=says) is None


def test_behind_a_proxy_its_own_name_must_be_known():
    says = {"a.test": "unknown", "proxy.test": "refused"}

    assert asked("http://proxy.test:8080", says=says) == NAMES_FAIL(
        names=["proxy.test"], servers=[ONE, TWO]
    )


@pytest.mark.parametrize(
    "proxy", ["http://10.0.0.8:8080", "http://[fd00::8]:8080", "http://proxy01:8080"]
)
def test_a_proxy_known_by_address_or_short_name_is_found_otherwise(proxy):
    says = {"a.test": "unknown", "b.test": "unknown"}

    assert asked(proxy, says=says) is None


def test_behind_a_proxy_silence_is_still_found():
    says = {ONE: "silent", TWO: "silent"}

    assert asked("http://proxy.test:8080", says=says) is not None


def test_a_cache_proves_nothing_for_servers_that_are_silent():
    found = asked(upstream=(ONE,), cache=CACHE, says={ONE: "silent"})

    assert found == NAME_SERVERS_SILENT(servers=[ONE])


def test_a_resolver_of_our_own_is_a_server_like_any_other():
    assert asked(upstream=(CACHE,), cache=CACHE) is None
    assert asked(upstream=(CACHE,), cache=CACHE, says={CACHE: "silent"}) is not None
