import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.web import FakeIdentities, FakePac, FakeProxies, FakeWeb
from agent.host.ports.identities import Shown
from agent.host.ports.pac import Script
from agent.policy.model import NetworkRules
from checks.network.internet_reachable import (
    CAPTIVE_PORTAL,
    INTERNET_UNREACHABLE,
    internet_reachable,
)

ONE, TWO = "http://one.test/", "http://two.test/"
WORK, ALL = "https://work.test", "https://all.test"
RULES = NetworkRules(
    probes=((ONE, "yes"), (TWO, "yes")), endpoints=(WORK,), secure_probes=(ALL,)
)


def look(web, seen=None, pac=None, rules=RULES, proxies=None):
    parts = seen or FakeIdentities(), proxies or FakeProxies(), pac or FakePac()
    return internet_reachable(web, *parts, rules)


def ask(one, two, work="none", others="none", rules=RULES, proxies=None):
    shown = {WORK: Shown(work), ALL: Shown(others)}
    web, seen = FakeWeb({ONE: one, TWO: two}), FakeIdentities(shown)
    return look(web, seen, None, rules, proxies)


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
        ("passed on", "silent", INTERNET_UNREACHABLE()),
    ],
)
def test_the_best_that_became_of_a_page_decides(one, two, found):
    assert ask(one, two) == found


@pytest.mark.parametrize(
    ("work", "others", "found"),
    [
        ("trusted", "trusted", None),
        ("trusted", "unknown", None),
        ("trusted", "none", CAPTIVE_PORTAL()),
        ("unknown", "unknown", CAPTIVE_PORTAL()),
        ("stranger", "stranger", CAPTIVE_PORTAL()),
    ],
)
def test_one_who_blocks_pages_but_lets_everybody_through_is_no_portal(
    work, others, found
):
    assert ask("other", "other", work, others) == found


@pytest.mark.parametrize(
    ("rules", "ours"), [("http://it.test:1", ""), ("", "http://ours.test:1")]
)
def test_behind_a_proxy_one_who_is_let_through_is_enough(rules, ours):
    through = NetworkRules(
        probes=RULES.probes, endpoints=(WORK,), secure_probes=(ALL,), proxy=rules
    )

    assert not ask("other", "other", "trusted", "none", through, FakeProxies(ours))


@pytest.mark.parametrize(
    ("work", "found"), [("trusted", None), ("none", INTERNET_UNREACHABLE())]
)
def test_an_error_that_may_be_the_proxys_own_is_outweighed_by_a_proof(work, found):
    assert ask("passed on", "passed on", work) == found


def test_behind_a_proxy_that_wants_to_know_who_asks_nothing_is_known():
    with pytest.raises(HostError):
        ask("sign-in", "silent")


def test_nobody_else_is_asked_where_a_page_or_nothing_comes():
    for became in ("expected", "error", "silent"):
        seen = FakeIdentities()
        look(FakeWeb({ONE: became, TWO: became}), seen)

        assert seen.asked == []


def test_pages_are_asked_for_through_its_proxy():
    web = FakeWeb()
    rules = NetworkRules(proxy="http://proxy.test:8080")
    look(web, rules=rules)

    assert web.proxies == ["http://proxy.test:8080"]


def test_where_a_script_chooses_its_proxy_and_none_are_tried():
    web = FakeWeb({ONE: "silent", TWO: "silent"})
    rules = NetworkRules(probes=RULES.probes, pac="http://pac.test/x")
    script = FakePac(Script("fine", ("http://a.test:1", "http://b.test:2")))

    assert look(web, pac=script, rules=rules)
    assert web.proxies == ["http://a.test:1", ""]


def test_without_pages_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        ask("expected", "expected", rules=NetworkRules(probes=()))
