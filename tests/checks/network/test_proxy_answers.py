import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeProxies
from agent.policy.model import NetworkRules
from checks.network.proxy_answers import PROXY_SILENT, proxy_answers

OURS, ITS = "http://mine.test:3128", "http://it.test:8080"


def test_without_a_proxy_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        proxy_answers(FakeProxies(), NetworkRules())


def test_a_proxy_that_answers_is_well():
    assert proxy_answers(FakeProxies(OURS), NetworkRules()) is None


@pytest.mark.parametrize(("rules", "named"), [("", OURS), (ITS, ITS)])
def test_a_silent_proxy_is_named_and_its_outranks_ours(rules, named):
    found = proxy_answers(FakeProxies(OURS, silent=True), NetworkRules(proxy=rules))

    assert found == PROXY_SILENT(proxy=named)
