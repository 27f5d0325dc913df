"""The internet is there, and nobody stands in its stead."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import Web
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.gateway_answers import gateway_answers
from checks.network.names_resolve import names_resolve
from checks.network.proxy_answers import proxy_answers

INTERNET_UNREACHABLE = Problem("internet-unreachable", Severity.BLOCKING)
CAPTIVE_PORTAL = Problem("captive-portal", Severity.BLOCKING)


@check(explained_by=(gateway_answers, names_resolve, proxy_answers), timeout=4.5)
def internet_reachable(web: Web, rules: NetworkRules) -> Finding | None:
    """A page with a known text comes as it should.

    An HTTP error comes from somebody outside too; any other answer comes from
    whoever wants something first.
    """
    if not rules.probes:
        msg = "IT has set no page to try"
        raise PartMissing(msg)
    became = set(web.pages(rules.probes, rules.proxy).values())
    if "expected" in became:
        return None
    if "other" in became:
        return CAPTIVE_PORTAL()
    return None if "error" in became else INTERNET_UNREACHABLE()
