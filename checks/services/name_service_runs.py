"""The service that remembers names runs."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Services
from agent.model import Finding, Problem, Severity
from checks.services._wanted import RESOLVERS, down

NAME_SERVICE_OFF = Problem(
    "name-service-off", Severity.BLOCKING, facts=("services", "results", "count")
)


@check(measures=True, proves=False)
def name_service_runs(services: Services) -> Finding | None:
    """Each of the services that remember names runs, where it is switched on."""
    resolvers = services.named(RESOLVERS)
    if off := down(resolvers):
        return NAME_SERVICE_OFF(
            services=[service.name for service in off],
            results=sorted({service.result for service in off} - {""}),
            count=len(off),
        )
    if not any(one.state in ("running", "starting") for one in resolvers):
        msg = "no service of this machine remembers names"
        raise PartMissing(msg)
    return None
