"""The domain trusts this machine."""

from agent.check import check
from agent.host.ports.domain import MachineTrust
from agent.host.ports.login import SignInServers
from agent.model import Account, Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.login._realm import of_machine

TRUST_BROKEN = Problem("trust-broken", Severity.BLOCKING, facts=("realm",))


@check(timeout=4.5, runs_as=Account.SYSTEM, measures=True)
def machine_is_trusted(
    directory: SignInServers, domain: MachineTrust, rules: LoginRules
) -> Finding | None:
    """The key that the machine got when it joined still opens the domain."""
    realm = of_machine(directory, rules)
    trust = domain.asked(realm)
    return TRUST_BROKEN(realm=realm) if trust == "broken" else None
