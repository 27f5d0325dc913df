"""The clock agrees with that of the servers that sign people in."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.domain import DomainClock
from agent.host.ports.login import SignInServers
from agent.host.ports.network import Clock
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules, NetworkRules
from checks.login._realm import of_machine
from checks.network.clock_agrees import clock_agrees, offset

CLOCK_OFF_FROM_DOMAIN = Problem(
    "clock-off-from-domain", Severity.BLOCKING, facts=("realm", "seconds", "late")
)
DOMAIN_CLOCK_WRONG = Problem(
    "domain-clock-wrong",
    Severity.BLOCKING,
    facts=("realm", "seconds", "late"),
    outage_of=("realm",),
)


@check(explained_by=(clock_agrees,), timeout=4.5, measures=True)
def clock_agrees_with_domain(
    directory: SignInServers,
    domain: DomainClock,
    clock: Clock,
    rules: LoginRules,
    network: NetworkRules,
) -> Finding | None:
    """The clocks are no further apart than Kerberos tolerates (RFC 4120, 1.6).

    Where others say that this machine is right, the domain is wrong for everybody.
    """
    realm = of_machine(directory, rules)
    told = domain.behind(realm)
    if not told:
        msg = "no sign-in server tells the time"
        raise HostError(msg)
    behind = min(told, key=abs)
    if abs(behind) <= network.max_clock_skew:
        return None
    try:
        right = abs(offset(clock, network)) <= network.max_clock_skew
    except HostError:
        right = False
    problem = DOMAIN_CLOCK_WRONG if right else CLOCK_OFF_FROM_DOMAIN
    return problem(realm=realm, seconds=round(abs(behind)), late=behind > 0)
