"""Have the ticket renewed that is about to end."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.login import Kerberos, SignInServers
from agent.host.ports.tickets import TicketControl, Tickets
from agent.policy.model import LoginRules
from checks.login.kerberos_ticket_lasts import TICKET_ENDS_SOON


@fix(repairs=(TICKET_ENDS_SOON,), risk=Risk.SAFE)
def renew_kerberos_ticket(
    tickets: Tickets,
    kerberos: Kerberos,
    directory: SignInServers,
    levers: TicketControl,
    rules: LoginRules,
) -> None:
    """Renew it while that is allowed and a server is there to do it.

    No password is asked for, and no ticket is given up before another is there.
    """
    life = tickets.life()
    if life.renewable <= life.left:
        msg = "the ticket may not be renewed"
        raise Refused(msg)
    servers = directory.servers(rules.realm or kerberos.realm())
    if "kerberos" not in {one.service for one in directory.answering(servers)}:
        msg = "no server that signs people in answers"
        raise Refused(msg)
    levers.renew()
