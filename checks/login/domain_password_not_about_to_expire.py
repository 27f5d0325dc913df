"""The password of the domain is good for some days yet."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.domain import DomainAccount
from agent.host.ports.login import Kerberos, PasswordAge
from agent.model import Finding
from agent.policy.model import LoginRules
from checks.login._realm import of_account
from checks.login.account_may_sign_in import account_may_sign_in
from checks.login.password_not_about_to_expire import judged


@check(explained_by=(account_may_sign_in,), timeout=4.5, measures=True)
def domain_password_not_about_to_expire(
    kerberos: Kerberos, domain: DomainAccount, rules: LoginRules
) -> Finding | None:
    """The directory does not say that it ends within the days IT warns ahead."""
    state = domain.state(of_account(kerberos, rules))
    if state.refusal not in {"none", "password"}:
        msg = "the directory refuses the account, and tells no more"
        raise HostError(msg)
    return judged(PasswordAge(state.days_left), rules)
