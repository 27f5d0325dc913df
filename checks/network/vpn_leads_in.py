"""The company's VPN is up where it must be, and leads where it should."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import NameServers
from agent.host.ports.vpn import Tunnels
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.internet_reachable import internet_reachable

VPN_DOWN = Problem("vpn-down", Severity.BLOCKING)
VPN_ROUTE_MISSING = Problem("vpn-route-missing", Severity.BLOCKING, facts=("networks",))
VPN_NAMES_MISSING = Problem("vpn-names-missing", Severity.BLOCKING, facts=("names",))


@check(explained_by=(internet_reachable,), measures=True, proves=False)
def vpn_leads_in(
    tunnels: Tunnels, servers: NameServers, rules: NetworkRules
) -> Finding | None:
    """Its networks are led into it and its names are known; or there is no need of it.

    A tunnel is the company's by its name, or by one of the company's networks in it:
    others have tunnels too. A PC that knows the company's names is inside already.
    """
    if not (rules.vpn_networks or rules.vpn_names or rules.vpn_required):
        msg = "IT has named nothing that only a VPN reaches"
        raise PartMissing(msg)
    up = [one for one in tunnels.up() if one in (rules.vpn_adapters or (one,))]
    leads = tunnels.leads(rules.vpn_networks)
    outside = [one for one, adapter in leads.items() if adapter not in up]
    unknown = _unknown(servers, rules.vpn_names)
    if not up or not (rules.vpn_adapters or len(outside) < len(leads)):
        if not rules.vpn_required:
            msg = "no VPN of the company is up here"
            raise PartMissing(msg)
        return VPN_DOWN() if unknown or not rules.vpn_names else None
    if outside:
        return VPN_ROUTE_MISSING(networks=outside)
    return VPN_NAMES_MISSING(names=unknown) if unknown else None


def _unknown(servers: NameServers, names: tuple[str, ...]) -> list[str]:
    """Return the names that programs here cannot look up; a cache asks for them."""
    asked = tuple(filter(None, [servers.cache()])) or servers.upstream()
    replies = servers.ask(asked, names) if names else ()
    known = {reply.name for reply in replies if reply.status == "found"}
    return [name for name in names if name not in known]
