"""Take the way out that leads out, where another is preferred to it."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.network import NameServers, Routes
from agent.host.ports.vpn import Tunnels
from agent.host.ports.way_levers import WayControl
from agent.host.ports.ways import Ways
from agent.host.ports.web import Proxies
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import NetworkRules
from checks.network.route_leads_out import (
    DEAD_WAY_PREFERRED,
    ROUTE_NOT_LEASED,
    route_leads_out,
)


def _taken(ways: Ways, levers: WayControl, **_: object) -> str | None:
    out = ways.out()
    return (levers.route(out[0].adapter, out[0].gateway) or None) if out else None


def _put_back(before: str, levers: WayControl, **_: object) -> None:
    levers.put_back(before)


@fix(
    repairs=(DEAD_WAY_PREFERRED, ROUTE_NOT_LEASED),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    remember=_taken,
    undo=_put_back,
    not_during=(Moment.IN_CALL, Moment.REMOTE_SESSION),
)
def prefer_working_way(  # noqa: PLR0913, PLR0917 - it asks what the check asks
    ways: Ways,
    routes: Routes,
    servers: NameServers,
    proxies: Proxies,
    tunnels: Tunnels,
    levers: WayControl,
    rules: NetworkRules,
) -> None:
    """Put the dead way behind the others until the network is connected anew."""
    found = route_leads_out(ways, routes, servers, proxies, rules)
    if not found or found.problem not in (DEAD_WAY_PREFERRED, ROUTE_NOT_LEASED):
        return
    way = ways.out()[0]
    if not way.gateway or way.adapter in (*tunnels.up(), *rules.vpn_adapters):
        msg = "the way leads through a VPN; past it, others could listen"
        raise Refused(msg)
    if route := levers.route(way.adapter, way.gateway):
        levers.put_last(route)
