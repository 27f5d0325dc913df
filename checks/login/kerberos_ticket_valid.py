"""The ticket that opens the network's services is valid."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.login import Kerberos
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.login.account_may_sign_in import account_may_sign_in
from checks.login.clock_agrees_with_domain import clock_agrees_with_domain
from checks.login.domain_controller_reachable import domain_controller_reachable
from checks.network.clock_agrees import clock_agrees

TICKET_EXPIRED = Problem("ticket-expired", Severity.ANNOYING, facts=("realm",))
TICKET_MISSING = Problem("ticket-missing", Severity.ANNOYING, facts=("realm",))
TICKET_OF_ANOTHER_REALM = Problem(
    "ticket-of-another-realm", Severity.ANNOYING, facts=("realm",)
)


@check(
    explained_by=(
        domain_controller_reachable,
        clock_agrees,
        clock_agrees_with_domain,
        account_may_sign_in,
    ),
    proves=False,
)
def kerberos_ticket_valid(kerberos: Kerberos, rules: LoginRules) -> Finding | None:
    """The account has a ticket that has not expired, where it signs in with one.

    A local account signs in without, unless IT names the realm in the policy. Without
    that name, a ticket of another realm is good enough: realms may trust each other.
    """
    realm = rules.realm or kerberos.realm()
    if not realm:
        msg = "no realm is set up here"
        raise PartMissing(msg)
    ticket = kerberos.ticket()
    if ticket == "valid":
        foreign = rules.realm and not kerberos.holds(realm)
        return TICKET_OF_ANOTHER_REALM(realm=realm) if foreign else None
    if ticket == "expired":
        return TICKET_EXPIRED(realm=realm)
    account = kerberos.account()
    if account == "system" or (account == "local" and not rules.realm):
        msg = "this account does not sign in with a ticket"
        raise PartMissing(msg)
    return TICKET_MISSING(realm=realm)
