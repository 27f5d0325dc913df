"""Go past a proxy that is dead and that somebody set on his own desktop."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.network import FakeNameServers
from agent.host.fake.proxy_levers import FakeProxyControl
from agent.host.fake.ways import FakeWays
from agent.host.ports.ways import Way
from agent.policy.model import NetworkRules
from fixes.network.drop_dead_proxy import drop_dead_proxy

WAY = Way("eth0", "10.0.0.1")


def machine(levers, rules=NetworkRules(), ways=FakeWays()):
    return {
        "ways": ways,
        "servers": FakeNameServers(),
        "levers": levers,
        "rules": rules,
    }


def test_none_is_used_and_it_is_used_again_where_that_did_not_help():
    levers = FakeProxyControl()
    parts = machine(levers)

    before = drop_dead_proxy.remember(**parts)
    drop_dead_proxy(**parts)
    after = levers.mode
    drop_dead_proxy.undo(before, **parts)

    assert (after, levers.mode) == ("none", "manual")


@pytest.mark.parametrize("ways", [FakeWays(()), FakeWays(dead=(WAY,))])
def test_a_proxy_that_is_the_only_way_out_is_never_taken_away(ways):
    levers = FakeProxyControl()

    with pytest.raises(Refused, match="without the proxy"):
        drop_dead_proxy(**machine(levers, ways=ways))
    assert levers.mode == "manual"


@pytest.mark.parametrize(
    ("mode", "rules"),
    [
        ("", NetworkRules()),
        ("auto", NetworkRules()),
        ("manual", NetworkRules(proxy="http://it.test:8080")),
        ("manual", NetworkRules(pac="http://it.test/x.pac")),
    ],
)
def test_what_it_set_or_locked_is_never_touched(mode, rules):
    levers = FakeProxyControl(mode)

    with pytest.raises(Refused, match="not set by"):
        drop_dead_proxy(**machine(levers, rules))
    assert levers.mode == mode


def test_a_person_decides():
    assert drop_dead_proxy.risk is Risk.ASK
