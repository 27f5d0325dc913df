"""The account may sign in to the domain."""

from contextlib import suppress

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.domain import DomainAccount
from agent.host.ports.login import Kerberos
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.login._realm import of_account
from checks.login.password_not_about_to_expire import PASSWORD_EXPIRED

ACCOUNT_LOCKED = Problem("account-locked", Severity.BLOCKING, facts=("realm",))
ACCOUNT_DISABLED = Problem("account-disabled", Severity.BLOCKING, facts=("realm",))
ACCOUNT_OVER = Problem("account-over", Severity.BLOCKING, facts=("realm",))
ACCOUNT_REFUSED = Problem("account-refused", Severity.BLOCKING, facts=("realm",))

REFUSED = {
    "locked": ACCOUNT_LOCKED,
    "disabled": ACCOUNT_DISABLED,
    "over": ACCOUNT_OVER,
    "unknown": ACCOUNT_REFUSED,
}


@check(timeout=4.5, measures=True)
def account_may_sign_in(
    kerberos: Kerberos, domain: DomainAccount, rules: LoginRules
) -> Finding | None:
    """Neither a sign-in server nor the directory says that the account may not.

    The directory knows more, but only tells who still has a ticket.
    """
    realm = of_account(kerberos, rules)
    why = domain.refusal(realm)
    if why in {"none", "unknown"}:
        with suppress(HostError, PartMissing):
            told = domain.state(realm).refusal
            why = why if told == "none" else told
    if why == "password":
        return PASSWORD_EXPIRED()
    return REFUSED[why](realm=realm) if why in REFUSED else None
