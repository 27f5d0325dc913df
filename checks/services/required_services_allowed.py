"""Every service that IT requires is here and not switched off."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Services
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules

SERVICE_MISSING = Problem(
    "service-missing", Severity.ANNOYING, facts=("services", "count")
)
SERVICE_SWITCHED_OFF = Problem(
    "service-switched-off", Severity.ANNOYING, facts=("services", "count")
)


@check(measures=True)
def required_services_allowed(
    services: Services, rules: ServiceRules
) -> Finding | None:
    """What IT requires by name is installed and may run; somebody locks for a reason.

    Apart from whether it runs, because nothing here may switch on what was switched
    off on purpose.
    """
    if not rules.required:
        msg = "IT requires no service by name"
        raise PartMissing(msg)
    here = services.named(rules.required)
    if missing := sorted(set(rules.required) - {service.name for service in here}):
        return SERVICE_MISSING(services=missing, count=len(missing))
    off = [
        service.name
        for service in here
        if service.start in ("disabled", "forbidden")
        and service.state not in ("running", "starting", "finished")
    ]
    return SERVICE_SWITCHED_OFF(services=off, count=len(off)) if off else None
