import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.web import FakePac, FakeProxies
from agent.policy.model import NetworkRules
from checks.network.proxy_lets_through import (
    PROXY_REFUSES,
    PROXY_WANTS_SIGN_IN,
    proxy_lets_through,
)

ITS = "http://it.test:8080"
MAIL, FILES = "https://mail.test", "https://files.test"
RULES = NetworkRules(proxy=ITS, endpoints=(MAIL, FILES))
SCRIPTED = NetworkRules(pac="http://pac.test/x", endpoints=(MAIL, FILES))


def ask(mail="through", files="through", rules=RULES):
    proxies = FakeProxies(lets={MAIL: mail, FILES: files})
    return proxy_lets_through(proxies, FakePac(), rules)


def test_without_a_proxy_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        ask(rules=NetworkRules())


def test_a_proxy_that_lets_everybody_through_is_well():
    assert ask() is None


def test_one_that_wants_a_password_says_so():
    assert ask("sign-in", "through") == PROXY_WANTS_SIGN_IN(proxy=ITS, by_policy=True)


@pytest.mark.parametrize("how", ["ticket", "ntlm"])
def test_one_that_a_browser_signs_in_to_by_itself_is_not_judged(how):
    with pytest.raises(HostError, match=f"(?i){how}"):
        ask(how, how)


def test_what_it_refuses_is_named():
    found = ask("through", "forbidden")

    assert found == PROXY_REFUSES(proxy=ITS, endpoints=[FILES], by_policy=True)


def test_what_the_proxy_of_a_script_refuses_may_be_meant_for_another_way():
    assert ask("forbidden", "through", SCRIPTED) is None


def test_one_that_says_nothing_is_not_judged():
    with pytest.raises(HostError):
        ask("silent", "silent")
    assert ask("silent", "through") is None


def test_without_endpoints_the_pages_are_asked_for():
    page = ("http://page.test/", "yes")
    rules = NetworkRules(proxy=ITS, probes=(page,))
    proxies = FakeProxies(lets={page[0]: "sign-in"})

    assert proxy_lets_through(proxies, FakePac(), rules)
