"""Write down again the proxy that worked here before."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.proxy_history import FakeProxyHistory
from agent.host.fake.proxy_levers import FakeProxyControl
from agent.host.fake.web import FakeProxies
from agent.policy.model import NetworkRules
from fixes.network.restore_known_proxy import restore_known_proxy

DEAD, GOOD, OTHER = (f"http://10.0.0.{n}:3128" for n in (1, 2, 3))

PAGES = [url for url, _ in NetworkRules().probes]


def machine(levers, *past, passage="through", rules=NetworkRules()):
    return {
        "proxies": FakeProxies(DEAD, silent=True, lets=dict.fromkeys(PAGES, passage)),
        "past": FakeProxyHistory(*past),
        "levers": levers,
        "rules": rules,
    }


def test_what_worked_before_is_written_and_what_was_comes_back():
    levers = FakeProxyControl(http=OTHER, https=DEAD)
    parts = machine(levers, GOOD, OTHER)

    before = restore_known_proxy.remember(**parts)
    restore_known_proxy(**parts)
    after = dict(levers.written)
    restore_known_proxy.undo(before, **parts)

    assert after == {"http": OTHER, "https": GOOD}
    assert levers.written == {"http": OTHER, "https": DEAD}
    assert levers.mode == "manual"


def test_twice_is_once():
    levers = FakeProxyControl(https=DEAD)

    restore_known_proxy(**machine(levers, GOOD))
    with pytest.raises(Refused):
        restore_known_proxy(**machine(levers, GOOD))

    assert levers.written == {"https": GOOD}


@pytest.mark.parametrize("past", [(), (DEAD,)])
def test_nothing_is_guessed(past):
    levers = FakeProxyControl(https=DEAD)

    with pytest.raises(Refused, match="no other proxy is known"):
        restore_known_proxy(**machine(levers, *past))
    assert levers.written == {"https": DEAD}


@pytest.mark.parametrize("passage", ["silent", "forbidden", "sign-in"])
def test_one_that_lets_nobody_through_now_is_not_written(passage):
    levers = FakeProxyControl(https=DEAD)

    with pytest.raises(Refused, match="no other proxy is known"):
        restore_known_proxy(**machine(levers, GOOD, passage=passage))
    assert levers.written == {"https": DEAD}


@pytest.mark.parametrize(
    ("levers", "rules"),
    [
        (FakeProxyControl(""), NetworkRules()),
        (FakeProxyControl("auto", https=DEAD), NetworkRules()),
        (FakeProxyControl(https=OTHER), NetworkRules()),
        (FakeProxyControl(https=DEAD), NetworkRules(proxy=DEAD)),
        (FakeProxyControl(https=DEAD), NetworkRules(pac="http://it.test/x.pac")),
    ],
)
def test_what_it_set_or_locked_is_never_touched(levers, rules):
    before = dict(levers.written)

    with pytest.raises(Refused, match="not set by"):
        restore_known_proxy(**machine(levers, GOOD, rules=rules))
    assert levers.written == before


def test_where_nothing_would_change_nothing_is_remembered():
    assert restore_known_proxy.remember(**machine(FakeProxyControl())) is None


def test_a_person_decides():
    assert restore_known_proxy.risk is Risk.ASK
