"""The way that is taken out of the network is one that leads out."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import Gateway, NameServers, Routes
from agent.host.ports.ways import Way, Ways
from agent.host.ports.web import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.address_is_ours import address_is_ours
from checks.network.firewall_lets_out import firewall_lets_out

DEAD_WAY_PREFERRED = Problem(
    "dead-way-preferred", Severity.BLOCKING, facts=("taken", "working")
)
ROUTE_NOT_LEASED = Problem(
    "route-not-leased", Severity.BLOCKING, facts=("gateway", "leased")
)
ROUTE_OFF_NETWORK = Problem("route-off-network", Severity.BLOCKING, facts=("gateway",))


@check(
    explained_by=(address_is_ours, firewall_lets_out),
    timeout=4.5,
    measures=True,
    proves=False,
)
def route_leads_out(
    ways: Ways,
    routes: Routes,
    servers: NameServers,
    proxies: Proxies,
    rules: NetworkRules,
) -> Finding | None:
    """Where it does not, another would: one beside it, or the one the network named.

    One way alone, by the gateway that the network named, or for which nobody named
    any, is judged by the checks below.
    """
    out = ways.out()
    if not out:
        msg = "this PC has no way out by IPv4"
        raise PartMissing(msg)
    taken, *rest = out
    others = [one for one in rest if one.adapter != taken.adapter]
    named = ways.leased(taken.adapter) if taken.gateway else ()
    strange = named if taken.gateway not in named else ()
    if not others and not strange:
        well = taken.near or _living(routes, [taken])
        return None if well else ROUTE_OFF_NETWORK(gateway=taken.gateway)
    if rules.proxy or rules.pac or proxies.configured():
        alive = _living(routes, [taken]) or _living(routes, others)
    else:
        asked = (taken, *others), servers.upstream(), rules.probes
        alive = ways.leading_out(*asked)
    return None if taken in alive else _misled(taken, alive, strange, routes)


def _misled(
    taken: Way, alive: tuple[Way, ...], named: tuple[str, ...], routes: Routes
) -> Finding | None:
    """Name the way that would have been right, if there is any."""
    if alive:
        return DEAD_WAY_PREFERRED(taken=taken.adapter, working=alive[0].adapter)
    for router in _living(routes, [Way(taken.adapter, one) for one in named]):
        return ROUTE_NOT_LEASED(gateway=taken.gateway, leased=router.gateway)
    return None


def _living(routes: Routes, ways: list[Way]) -> tuple[Way, ...]:
    """Return the ways whose gateways show a sign of life, or that need none.

    Behind a proxy no way need lead out directly, so that nothing else tells.
    """
    asked = {Gateway(one.adapter, one.gateway): one for one in ways}
    questioned = tuple(one for one in asked if one.address)
    alive = routes.answering(questioned) if questioned else ()
    return tuple(way for one, way in asked.items() if not one.address or one in alive)
