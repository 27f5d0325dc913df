"""The way out of the local network is there."""

from agent.check import check
from agent.host.ports.network import Routes
from agent.model import Finding, Problem, Severity
from checks.network.route_leads_out import route_leads_out

NO_ROUTE = Problem("no-route", Severity.BLOCKING)
GATEWAY_SILENT = Problem("gateway-silent", Severity.BLOCKING, facts=("gateways",))


@check(explained_by=(route_leads_out,))
def gateway_answers(routes: Routes) -> Finding | None:
    """One of the gateways shows a sign of life; a route without one needs none."""
    gateways = routes.gateways()
    if not gateways:
        return NO_ROUTE()
    asked = tuple(gateway for gateway in gateways if gateway.address)
    if len(asked) < len(gateways) or routes.answering(asked):
        return None
    return GATEWAY_SILENT(gateways=sorted(gateway.address for gateway in asked))
