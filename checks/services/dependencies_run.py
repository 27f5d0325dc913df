"""What the services of this machine cannot do without is there."""

from agent.check import check
from agent.host.ports.services import Services
from agent.host.ports.units import Units
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.services._wanted import among, blocked, stopped
from checks.services.no_service_in_crash_loop import no_service_in_crash_loop

FACTS = ("dependencies", "services", "results", "count")
DEPENDENCY_FAILED = Problem("dependency-failed", Severity.ANNOYING, facts=FACTS)
DEPENDENCY_SWITCHED_OFF = Problem(
    "dependency-switched-off", Severity.ANNOYING, facts=FACTS
)
DEPENDENCY_MISSING = Problem("dependency-missing", Severity.ANNOYING, facts=FACTS)
BY_STATE = {
    "failed": DEPENDENCY_FAILED,
    "forbidden": DEPENDENCY_SWITCHED_OFF,
    "missing": DEPENDENCY_MISSING,
}
"""The first kind that is there is told; the others stand behind it."""


@check(explained_by=(no_service_in_crash_loop,), measures=True)
def dependencies_run(
    services: Services, units: Units, rules: ServiceRules
) -> Finding | None:
    """No service that should run is down because of what it needs to start.

    What it needs and should run itself is told of as what it is.
    """
    down = stopped(services, rules)
    known = tuple(service.name for service in down)
    held_back = [
        (service, why[0])
        for service, why in blocked(down, units)
        if why and not among(why[0].name, known)
    ]
    for state, problem in BY_STATE.items():
        held = [(service, one) for service, one in held_back if one.state == state]
        if held:
            return problem(
                dependencies=sorted({blocker.name for _, blocker in held}),
                services=[service.name for service, _ in held],
                results=sorted({blocker.result for _, blocker in held} - {""}),
                count=len({blocker.name for _, blocker in held}),
            )
    return None
