"""Every service this machine needs runs."""

from agent.check import check
from agent.host.ports.services import Service, Services
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules

SERVICE_STOPPED = Problem(
    "service-stopped", Severity.ANNOYING, facts=("services", "results", "count")
)


@check(measures=True)
def required_services_run(services: Services, rules: ServiceRules) -> Finding | None:
    """Every service that IT requires, or that starts with the system, is not down."""
    if down := stopped(services, rules):
        return SERVICE_STOPPED(
            services=[service.name for service in down],
            results=sorted({service.result for service in down} - {""}),
            count=len(down),
        )
    return None


def stopped(services: Services, rules: ServiceRules) -> list[Service]:
    """Return the services that should run, do not, and may be started.

    What was switched off is not among them, nor what the system gave up starting:
    that crashes, and another start would not help.
    """
    wanted = dict.fromkeys((*rules.required, *rules.required_if_enabled))
    return [
        service
        for service in services.named(tuple(wanted))
        if service.state in ("stopped", "failed")
        and not service.gave_up
        and _should_run(service, rules)
    ]


def _should_run(service: Service, rules: ServiceRules) -> bool:
    """Say whether it should: what is started when needed may rest, but not fail."""
    if service.start == "when-needed":
        return service.state == "failed" or service.name in rules.required
    return service.start == "at-boot"
