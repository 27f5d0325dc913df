"""The script that chooses a proxy, where IT has set one, can be had and read."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.pac import Pac
from agent.host.ports.web import Web
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.name_cache_answers import name_cache_answers

PAC_UNREACHABLE = Problem(
    "pac-unreachable", Severity.ANNOYING, facts=("pac",), outage_of=("pac",)
)
PAC_BROKEN = Problem(
    "pac-broken", Severity.ANNOYING, facts=("pac",), outage_of=("pac",)
)


@check(explained_by=(name_cache_answers,), timeout=4.5, measures=True, proves=False)
def pac_loads(pac: Pac, web: Web, rules: NetworkRules) -> Finding | None:
    """It is served, and looks like a script of its kind as far as one can tell.

    A web page in its stead may be that of a network which wants one to sign in first.
    """
    if not rules.pac:
        msg = "IT has set no script that chooses a proxy"
        raise PartMissing(msg)
    state = pac.script(rules.pac).state
    if state == "page" and "other" in web.pages(rules.probes, "").values():
        msg = "a page of this network comes in the script's stead"
        raise HostError(msg)
    if state == "fine":
        return None
    problem = PAC_UNREACHABLE if state == "silent" else PAC_BROKEN
    return problem(pac=rules.pac)
