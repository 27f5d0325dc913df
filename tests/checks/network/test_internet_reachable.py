import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeWeb
from agent.policy.model import NetworkRules
from checks.network.internet_reachable import (
    CAPTIVE_PORTAL,
    INTERNET_UNREACHABLE,
    internet_reachable,
)

ONE, TWO = "http://one.test/", "http://two.test/"
RULES = NetworkRules(probes=((ONE, "yes"), (TWO, "yes")))


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("expected", "expected", None),
        ("expected", "silent", None),
        ("other", "expected", None),
        ("other", "silent", CAPTIVE_PORTAL()),
        ("other", "error", CAPTIVE_PORTAL()),
        ("error", "silent", None),
        ("silent", "silent", INTERNET_UNREACHABLE()),
    ],
)
def test_the_best_that_became_of_a_page_decides(one, two, found):
    assert internet_reachable(FakeWeb({ONE: one, TWO: two}), RULES) == found


def test_pages_are_asked_for_through_its_proxy():
    web = FakeWeb()
    internet_reachable(web, NetworkRules(proxy="http://proxy.test:8080"))

    assert web.proxies == ["http://proxy.test:8080"]


def test_without_pages_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        internet_reachable(FakeWeb(), NetworkRules(probes=()))
