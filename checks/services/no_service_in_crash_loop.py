"""No service starts and crashes over and over."""

from agent.check import check
from agent.host.ports.services import Service, Services
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.services._wanted import among

SERVICE_CRASHES = Problem(
    "service-crashes",
    Severity.ANNOYING,
    facts=("services", "restarts", "results", "count"),
)


@check(measures=True)
def no_service_in_crash_loop(services: Services, rules: ServiceRules) -> Finding | None:
    """No service keeps restarting, and none was given up because it did."""
    found = crashing(services, rules)
    if not found:
        return None
    return SERVICE_CRASHES(
        services=[service.name for service in found],
        restarts=max(service.restarts for service in found),
        results=sorted({service.result for service in found} - {""}),
        count=len(found),
    )


def crashing(services: Services, rules: ServiceRules) -> list[Service]:
    """Return the services that crash now, beside those that protect the computer."""
    return [
        one
        for one in services.unsteady()
        if _loops(one, rules) and not among(one.name, rules.protection)
    ]


def _loops(service: Service, rules: ServiceRules) -> bool:
    """Say whether it crashes now; one that held since its last restart does not."""
    if service.gave_up:
        return service.start in ("at-boot", "when-needed")
    steady = service.state == "running" and service.steady >= rules.steady_minutes * 60
    down = service.state in ("stopped", "finished")
    return service.restarts > rules.max_restarts and not steady and not down
