import pytest

from agent.host import PartMissing
from agent.host.fake.web import FakePac, FakeProxies
from agent.host.ports.pac import Script
from agent.policy.model import NetworkRules
from checks.network.proxy_answers import PROXY_SILENT, proxy_answers

OURS, ITS = "http://mine.test:3128", "http://it.test:8080"
SCRIPTED = NetworkRules(pac="http://pac.test/x")


def ask(proxies, rules=NetworkRules(), script=Script("fine", (ITS,))):
    return proxy_answers(proxies, FakePac(script), rules)


def test_without_a_proxy_nobody_need_answer():
    assert ask(FakeProxies()) is None


def test_a_proxy_that_answers_is_well():
    assert ask(FakeProxies(OURS)) is None


@pytest.mark.parametrize(
    ("rules", "named", "by_policy"), [("", OURS, False), (ITS, ITS, True)]
)
def test_a_silent_proxy_is_named_and_its_outranks_ours(rules, named, by_policy):
    found = ask(FakeProxies(OURS, silent=True), NetworkRules(proxy=rules))

    assert found == PROXY_SILENT(proxy=named, by_policy=by_policy)


def test_the_proxy_of_a_script_must_answer():
    found = ask(FakeProxies(silent=True), SCRIPTED)

    assert found == PROXY_SILENT(proxy=ITS, by_policy=True)
    assert ask(FakeProxies(), SCRIPTED) is None


def test_unless_the_script_offers_a_way_past_it():
    past = Script("fine", (ITS,), past_them=True)

    assert ask(FakeProxies(silent=True), SCRIPTED, past) is None


def test_a_script_that_cannot_be_had_names_none():
    with pytest.raises(PartMissing):
        ask(FakeProxies(OURS), SCRIPTED, Script("silent"))
