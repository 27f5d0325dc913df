"""The internet is there, and nobody stands in its stead."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.identities import Identities
from agent.host.ports.pac import Pac
from agent.host.ports.web import Page, Proxies, Web
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network._web import trusted_outside, ways
from checks.network.hosts_file_agrees import hosts_file_agrees
from checks.network.large_packets_pass import large_packets_pass
from checks.network.name_servers_agree import name_servers_agree
from checks.network.names_come_in_time import names_come_in_time
from checks.network.pac_loads import pac_loads
from checks.network.proxy_lets_through import proxy_lets_through

INTERNET_UNREACHABLE = Problem("internet-unreachable", Severity.BLOCKING)
CAPTIVE_PORTAL = Problem("captive-portal", Severity.BLOCKING)


@check(
    explained_by=(
        hosts_file_agrees,
        names_come_in_time,
        name_servers_agree,
        large_packets_pass,
        proxy_lets_through,
        pac_loads,
    ),
    timeout=4.5,
)
def internet_reachable(
    web: Web,
    identities: Identities,
    proxies: Proxies,
    pac: Pac,
    rules: NetworkRules,
) -> Finding | None:
    """A page with a known text comes as it should.

    An HTTP error comes from somebody outside too, where no proxy is between; any other
    answer from whoever wants something first. But one who blocks pages is no portal,
    which lets nobody through, or few; who proves his identity is outside.
    """
    if not rules.probes:
        msg = "IT has set no page to try"
        raise PartMissing(msg)
    became = set[Page]()
    for way in ways(pac, rules):
        became |= set(web.pages(rules.probes, way).values())
        if "expected" in became:
            return None
        if {"other", "passed on"} & became:
            trusted, known = trusted_outside(identities, rules, way)
            few = "other" in became and not (way or proxies.configured())
            if trusted and (not few or trusted == known):
                return None
    return _worst(became)


def _worst(became: set[Page]) -> Finding | None:
    if "other" in became:
        return CAPTIVE_PORTAL()
    if "sign-in" in became:
        msg = "the proxy wants to know who asks"
        raise HostError(msg)
    return None if "error" in became else INTERNET_UNREACHABLE()
