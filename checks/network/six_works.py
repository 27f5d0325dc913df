"""IPv6 gets through where this machine tries it first."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.families import Families
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.internet_reachable import internet_reachable

IPV6_BROKEN = Problem("ipv6-broken", Severity.ANNOYING, facts=("hosts",))
WITNESSES = 2
"""Hosts that answer by IPv4 alone; a single one may be at fault itself."""


@check(explained_by=(internet_reachable,), timeout=4.5, measures=True, proves=False)
def six_works(families: Families, rules: NetworkRules) -> Finding | None:
    """No two hosts answer by IPv4 while nobody answers by IPv6, asked twice.

    A network without IPv6 is well, and so is one with nothing else.
    """
    if not families.six_is_used():
        msg = "this PC does not use IPv6 on this network"
        raise PartMissing(msg)
    names = tuple(f"http://{name}" for name in rules.names)
    urls = (*(url for url, _ in rules.probes), *rules.endpoints, *names)
    for _ in range(2):
        pairs = families.compare(urls)
        if any(pair.six for pair in pairs):
            return None
        witnesses = sorted({pair.host for pair in pairs if pair.four})
        if len(witnesses) < WITNESSES:
            msg = "too few hosts that have addresses of both kinds answer at all"
            raise HostError(msg)
    return IPV6_BROKEN(hosts=witnesses)
