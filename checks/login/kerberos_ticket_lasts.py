"""The ticket that opens the network's services will not end while it is used."""

from agent.check import check
from agent.host.ports.tickets import Tickets
from agent.model import Finding, Problem, Severity
from checks.login.kerberos_ticket_valid import kerberos_ticket_valid

TICKET_ENDS_SOON = Problem("ticket-ends-soon", Severity.ADVICE, facts=("minutes",))
SOON, SHARE = 30 * 60, 0.5
"""Seconds, and of what lasts less than an hour a share.

What renews tickets by itself does so at half of their time (sssd-krb5(5)).
"""


@check(explained_by=(kerberos_ticket_valid,), measures=True, proves=False)
def kerberos_ticket_lasts(tickets: Tickets) -> Finding | None:
    """It is good for half an hour yet, or cannot be made to last longer.

    One that cannot be renewed ends as it must: then the employee signs in again.
    """
    life = tickets.life()
    if life.left > min(SOON, SHARE * life.whole) or life.renewable <= life.left:
        return None
    return TICKET_ENDS_SOON(minutes=max(1, round(life.left / 60)))
