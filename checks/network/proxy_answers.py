"""The proxy, where there is one, takes connections."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.names_resolve import names_resolve

PROXY_SILENT = Problem("proxy-silent", Severity.BLOCKING, facts=("proxy",))


@check(explained_by=(names_resolve,), proves=False)
def proxy_answers(proxies: Proxies, rules: NetworkRules) -> Finding | None:
    """The proxy of IT's rules, else of this session, accepts a connection."""
    proxy = rules.proxy or proxies.configured()
    if not proxy:
        msg = "no proxy is set here"
        raise PartMissing(msg)
    return None if proxies.answers(proxy) else PROXY_SILENT(proxy=proxy)
