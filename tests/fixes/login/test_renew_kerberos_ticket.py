"""Have the ticket renewed that is about to end."""

import pytest

from agent.fix import Refused
from agent.host.fake.login import SERVERS, FakeKerberos, FakeSignInServers
from agent.host.fake.tickets import FakeTicketControl, FakeTickets
from agent.host.ports.tickets import TicketLife
from agent.policy.model import LoginRules
from fixes.login.renew_kerberos_ticket import renew_kerberos_ticket


def renewed(life=TicketLife(60.0, 600.0, 600.0), silent=()):
    levers = FakeTicketControl()
    try:
        renew_kerberos_ticket(
            FakeTickets(life),
            FakeKerberos(),
            FakeSignInServers(silent=silent),
            levers,
            LoginRules(),
        )
    finally:
        renewed.count = levers.renewed
    return levers.renewed


def test_it_is_renewed_once():
    assert renewed() == 1


@pytest.mark.parametrize("renewable", [0.0, 60.0])
def test_what_may_not_be_renewed_is_left(renewable):
    with pytest.raises(Refused, match="may not"):
        renewed(TicketLife(60.0, 600.0, renewable))
    assert renewed.count == 0


@pytest.mark.parametrize("silent", [SERVERS, SERVERS[:1]])
def test_offline_the_ticket_that_is_there_is_never_touched(silent):
    with pytest.raises(Refused, match="answers"):
        renewed(silent=silent)
    assert renewed.count == 0
