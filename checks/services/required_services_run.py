"""Every service this machine needs runs."""

from agent.check import check
from agent.host.ports.services import Services
from agent.host.ports.units import Units
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.services._wanted import KEEPERS, RESOLVERS, among, blocked, stopped

SERVICE_STOPPED = Problem(
    "service-stopped", Severity.ANNOYING, facts=("services", "results", "count")
)


@check(measures=True)
def required_services_run(
    services: Services, units: Units, rules: ServiceRules
) -> Finding | None:
    """Every service that IT requires, or that starts with the system, is not down.

    What is kept down by something else, keeps the clock or remembers names is looked at
    apart.
    """
    apart = (*KEEPERS, *RESOLVERS)
    other = [one for one in stopped(services, rules) if not among(one.name, apart)]
    down = [service for service, why in blocked(other, units) if not why]
    if not down:
        return None
    return SERVICE_STOPPED(
        services=[service.name for service in down],
        results=sorted({service.result for service in down} - {""}),
        count=len(down),
    )
