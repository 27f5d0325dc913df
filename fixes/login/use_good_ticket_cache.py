"""Use the ticket that is good, where another that ended stands before it."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.login import Kerberos
from agent.host.ports.tickets import TicketControl
from agent.policy.model import LoginRules
from checks.login.kerberos_ticket_valid import TICKET_EXPIRED, TICKET_MISSING


def _current(levers: TicketControl, **_: object) -> str:
    return levers.current()


def _put_back(before: str, levers: TicketControl, **_: object) -> None:
    levers.use(before)


@fix(
    repairs=(TICKET_EXPIRED, TICKET_MISSING),
    risk=Risk.SAFE,
    remember=_current,
    undo=_put_back,
)
def use_good_ticket_cache(
    kerberos: Kerberos, levers: TicketControl, rules: LoginRules
) -> None:
    """Set the stale tickets aside; none is destroyed, and nobody becomes another.

    Where there is no good one, the stale ones stay: they may still tell why.
    """
    good = levers.good(rules.realm or kerberos.realm())
    if not good or good == levers.current():
        msg = "this account has no other ticket that is good"
        raise Refused(msg)
    levers.use(good)
