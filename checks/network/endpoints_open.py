"""What work depends on can be reached."""

from collections.abc import Mapping

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.identities import Identities
from agent.host.ports.pac import Pac
from agent.host.ports.web import Endpoint, Web
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network._web import GLANCE, independent, ways
from checks.network.internet_reachable import internet_reachable
from checks.network.vpn_leads_in import vpn_leads_in

HTTPS_BLOCKED = Problem("https-blocked", Severity.BLOCKING, facts=("endpoints",))
ENDPOINT_UNREACHABLE = Problem(
    "endpoint-unreachable",
    Severity.ANNOYING,
    facts=("endpoints", "stage", "step"),
    outage_of=("endpoints",),
)
ENDPOINT_ERROR = Problem(
    "endpoint-error", Severity.ANNOYING, facts=("endpoints",), outage_of=("endpoints",)
)
STAGES: dict[Endpoint, tuple[int, str]] = {
    "unknown": (1, "name"),
    "closed": (2, "connection"),
    "broken": (3, "handshake"),
}
"""Where the way to an address ends: the step of it, for the employee, and its name."""
NOT_OURS = ("forbidden", "sign-in")
"""What is between this PC and its proxy; another check tells it."""


@check(explained_by=(internet_reachable, vpn_leads_in), timeout=4.5, proves=False)
def endpoints_open(
    web: Web, identities: Identities, pac: Pac, rules: NetworkRules
) -> Finding | None:
    """Each address IT names takes a connection and a handshake, and is not ill."""
    if not rules.endpoints:
        msg = "IT has named no addresses that work depends on"
        raise PartMissing(msg)
    first, *others = ways(pac, rules)
    became = web.endpoints(rules.endpoints, first)
    for way in others:
        other = web.endpoints(_left(became), way)
        became = became | {url: one for url, one in other.items() if one == "open"}
    if set(became.values()) <= set(NOT_OURS):
        msg = "the proxy lets nobody through to them"
        raise HostError(msg)
    if stopped := [url for url in rules.endpoints if became[url] in STAGES]:
        if len(stopped) == len(became) and _nobody_is_secure(
            became, identities, rules, first
        ):
            return HTTPS_BLOCKED(endpoints=stopped)
        step, stage = min(STAGES[became[url]] for url in stopped)
        return ENDPOINT_UNREACHABLE(endpoints=stopped, stage=stage, step=step)
    ill = [url for url in rules.endpoints if became[url] == "ill"]
    return ENDPOINT_ERROR(endpoints=ill) if ill else None


def _left(became: Mapping[str, Endpoint]) -> tuple[str, ...]:
    return tuple(url for url, one in became.items() if one != "open")


def _nobody_is_secure(
    became: Mapping[str, Endpoint],
    identities: Identities,
    rules: NetworkRules,
    way: str,
) -> bool:
    """Say whether no two independent others take a handshake either."""
    blocked = [url for url, one in became.items() if one != "unknown"]
    if not blocked:
        return False
    seen = identities.shown(rules.secure_probes, way, 1.5 * GLANCE)
    blocked += [url for url, one in seen.items() if one.trust == "none"]
    answered = any(one.trust not in ("none", "unknown") for one in seen.values())
    return not answered and independent(blocked) > 1
