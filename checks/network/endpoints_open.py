"""What work depends on can be reached."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import Web
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import clock_agrees
from checks.network.internet_reachable import internet_reachable

ENDPOINT_UNREACHABLE = Problem(
    "endpoint-unreachable", Severity.ANNOYING, facts=("endpoints",)
)
CERTIFICATE_REFUSED = Problem(
    "certificate-refused", Severity.ANNOYING, facts=("endpoints",)
)


@check(explained_by=(internet_reachable, clock_agrees), timeout=4.5, proves=False)
def endpoints_open(web: Web, rules: NetworkRules) -> Finding | None:
    """Each address IT names takes a connection and shows a certificate we trust."""
    if not rules.endpoints:
        msg = "IT has named no addresses that work depends on"
        raise PartMissing(msg)
    became = web.endpoints(rules.endpoints, rules.proxy)
    if refused := [url for url in rules.endpoints if became[url] == "certificate"]:
        return CERTIFICATE_REFUSED(endpoints=refused)
    if closed := [url for url in rules.endpoints if became[url] != "open"]:
        return ENDPOINT_UNREACHABLE(endpoints=closed)
    return None
