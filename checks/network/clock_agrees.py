"""The clock is right; certificates and signing in depend on it."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.network import Clock
from agent.host.ports.pac import Pac
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network._web import ways
from checks.services.time_service_runs import time_service_runs

CLOCK_WRONG = Problem("clock-wrong", Severity.BLOCKING, facts=("seconds", "late"))


@check(explained_by=(time_service_runs,), timeout=4.5, measures=True)
def clock_agrees(clock: Clock, pac: Pac, rules: NetworkRules) -> Finding | None:
    """The clock is as far from others' as Kerberos tolerates, and no further."""
    behind = offset(clock, rules, ways(pac, rules)[0])
    if abs(behind) <= rules.max_clock_skew:
        return None
    return CLOCK_WRONG(seconds=round(abs(behind)), late=behind > 0)


def offset(clock: Clock, rules: NetworkRules, way: str = "") -> float:
    """Return how many seconds the clock is behind, by the kindest of those who tell.

    ``way`` is the proxy to ask through, else that of the rules or of the session.
    Raises ``HostError`` where nobody tells.
    """
    told = clock.behind_servers(rules.time_servers) or clock.behind_pages(
        (*rules.endpoints, *(url for url, _ in rules.probes)), way or rules.proxy
    )
    if not told:
        msg = "nobody who knows the time answers"
        raise HostError(msg)
    return min(told, key=abs)
