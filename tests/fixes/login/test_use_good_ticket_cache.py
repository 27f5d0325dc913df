"""Use the ticket that is good, where another that ended stands before it."""

import pytest

from agent.fix import Refused
from agent.host.fake.login import FakeKerberos
from agent.host.fake.tickets import FakeTicketControl
from agent.host.ports.tickets import TicketControl
from agent.policy.model import LoginRules
from fixes.login.use_good_ticket_cache import use_good_ticket_cache


def machine(levers):
    return {"kerberos": FakeKerberos(), "levers": levers, "rules": LoginRules()}


def test_the_good_one_is_used_and_the_other_again_where_it_did_not_help():
    levers = FakeTicketControl("DIR::/stale", "DIR::/good")
    parts = machine(levers)

    before = use_good_ticket_cache.remember(**parts)
    use_good_ticket_cache(**parts)
    after = levers.in_use
    use_good_ticket_cache.undo(before, **parts)

    assert (after, levers.in_use) == ("DIR::/good", "DIR::/stale")


@pytest.mark.parametrize("good", ["", "DIR::/stale"])
def test_where_no_other_is_good_the_stale_one_stays(good):
    levers = FakeTicketControl("DIR::/stale", good)

    with pytest.raises(Refused, match="no other ticket"):
        use_good_ticket_cache(**machine(levers))
    assert levers.in_use == "DIR::/stale"


def test_there_is_no_lever_that_destroys_a_ticket():
    levers = {name for name in vars(TicketControl) if name[0] != "_"}

    assert levers == {"renew", "current", "good", "use"}
