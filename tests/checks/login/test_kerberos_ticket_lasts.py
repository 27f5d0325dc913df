"""The ticket that opens the network's services will not end while it is used."""

import pytest

from agent.host.fake.tickets import FakeTickets
from agent.host.ports.tickets import TicketLife
from checks.login.kerberos_ticket_lasts import TICKET_ENDS_SOON, kerberos_ticket_lasts

HOUR = 3600.0


@pytest.mark.parametrize(
    ("life", "minutes"),
    [
        (TicketLife(9 * HOUR, 10 * HOUR, 100 * HOUR), None),
        (TicketLife(HOUR, 10 * HOUR, 100 * HOUR), None),
        (TicketLife(HOUR / 2, 10 * HOUR, 100 * HOUR), 30),
        (TicketLife(20.0, 10 * HOUR, 100 * HOUR), 1),
        (TicketLife(HOUR / 6, HOUR / 4, 100 * HOUR), None),
        (TicketLife(HOUR / 10, HOUR / 4, 100 * HOUR), 6),
    ],
)
def test_a_ticket_that_may_be_renewed_is_judged_by_the_time_it_has_left(life, minutes):
    finding = minutes and TICKET_ENDS_SOON(minutes=minutes)

    assert kerberos_ticket_lasts(FakeTickets(life)) == finding


@pytest.mark.parametrize("renewable", [0.0, 20.0])
def test_one_that_cannot_last_longer_ends_as_it_must(renewable):
    assert kerberos_ticket_lasts(FakeTickets(TicketLife(20.0, HOUR, renewable))) is None
