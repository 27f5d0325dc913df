"""This machine itself does not keep what it sends from leaving."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.firewall import OwnFirewall
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules

FIREWALL_BLOCKS = Problem("firewall-blocks", Severity.BLOCKING, facts=("names",))


@check(measures=True, proves=False)
def firewall_lets_out(
    firewall: OwnFirewall, servers: NameServers, rules: NetworkRules
) -> Finding | None:
    """It may send to a name server, and to the web, where work needs both.

    A firewall may forbid one of several name servers and much else on purpose; a cache
    may ask under cover (DNS over TLS), but what it remembers proves nothing.
    """
    asked, cache, below = servers.upstream(), servers.cache(), rules.names[:1]
    if asked and firewall.refused(asked) == asked:
        cached = cache and cache not in asked and below
        if not cached or not firewall.names_by_other_means(cache, below[0]):
            return FIREWALL_BLOCKS(names=True)
    web = firewall.web(tuple(url for url, _ in rules.probes), rules.proxy)
    if web == "unknown":
        msg = "nobody outside answers, whether or not this PC lets questions out"
        raise HostError(msg)
    return None if web == "open" else FIREWALL_BLOCKS(names=False)
