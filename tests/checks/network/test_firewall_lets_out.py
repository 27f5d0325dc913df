import pytest

from agent.host import HostError
from agent.host.fake.firewall import FakeOwnFirewall
from agent.host.fake.network import FakeNameServers
from agent.policy.model import NetworkRules
from checks.network.firewall_lets_out import FIREWALL_BLOCKS, firewall_lets_out

BOTH = ("10.0.0.1", "10.0.0.2")


def outcome(refused=(), web="open", servers=BOTH, cache="", **more):
    firewall = FakeOwnFirewall(refused, web, **more)
    names = FakeNameServers(servers, cache=cache)
    return firewall_lets_out(firewall, names, NetworkRules())


def test_what_gets_an_answer_is_let_out():
    assert outcome() is None


def test_questions_that_are_refused_are_our_own_doing():
    assert outcome(refused=BOTH) == FIREWALL_BLOCKS(names=True)


def test_what_a_cache_remembers_does_not_outweigh_refused_questions():
    assert outcome(refused=BOTH, cache="127.0.0.53") == FIREWALL_BLOCKS(names=True)


def test_a_cache_that_asks_under_cover_needs_no_open_questions():
    assert outcome(refused=BOTH, cache="127.0.0.53", other_means=True) is None


def test_one_name_server_that_may_be_asked_is_enough():
    assert outcome(refused=BOTH[:1]) is None


def test_a_web_held_back_is_our_own_doing_though_names_are_let_out():
    assert outcome(web="held back") == FIREWALL_BLOCKS(names=False)


def test_without_name_servers_the_web_alone_tells():
    assert outcome(web="held back", servers=()) == FIREWALL_BLOCKS(names=False)


def test_silence_outside_is_no_word_about_our_firewall():
    with pytest.raises(HostError):
        outcome(web="unknown")
