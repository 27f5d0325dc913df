"""Ask the name servers that the network named, where others were typed in."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.name_levers import FakeNameServersControl
from agent.host.fake.network import FakeNameServers
from agent.policy.model import NetworkRules
from fixes.network.restore_leased_name_servers import restore_leased_name_servers

RULES = NetworkRules(names=("work.test",), internal_names=("intra.test",))
TYPED, LENT = ("192.0.2.9", "10.0.0.1"), ("10.0.0.1",)


def machine(levers, says=None):
    return {"servers": FakeNameServers(says=says), "levers": levers, "rules": RULES}


def test_who_was_named_is_asked_again_and_the_others_put_back_where_it_did_not_help():
    levers = FakeNameServersControl(TYPED)
    parts = machine(levers)

    before = restore_leased_name_servers.remember(**parts)
    restore_leased_name_servers(**parts)
    after = levers.asked
    restore_leased_name_servers.undo(before, **parts)

    assert (before, after, levers.asked) == ({"eth0": list(TYPED)}, LENT, TYPED)


def test_where_those_are_asked_already_there_is_nothing_to_do_or_put_back():
    levers = FakeNameServersControl(LENT)

    assert restore_leased_name_servers.remember(**machine(levers)) is None
    with pytest.raises(Refused, match="named no name servers"):
        restore_leased_name_servers(**machine(levers))


@pytest.mark.parametrize("name", ["work.test", "intra.test"])
def test_servers_that_know_the_companys_names_are_not_exchanged_for_who_does_not(name):
    levers = FakeNameServersControl(TYPED)

    with pytest.raises(Refused, match="would know more"):
        restore_leased_name_servers(**machine(levers, {name: "unknown"}))
    assert levers.asked == TYPED


def test_where_the_network_named_nobody_what_was_typed_in_stays():
    levers = FakeNameServersControl(TYPED, ())

    with pytest.raises(Refused):
        restore_leased_name_servers(**machine(levers))
    assert levers.asked == TYPED


def test_a_person_decides():
    assert restore_leased_name_servers.risk is Risk.ASK
