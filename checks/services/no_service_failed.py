"""Nothing that starts with this machine has failed."""

from agent.check import check
from agent.host.ports.units import FailedUnit, Units
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room
from checks.services._wanted import KEEPERS, among
from checks.services.dependencies_run import dependencies_run

SERVICES_FAILED = Problem(
    "services-failed", Severity.ADVICE, facts=("services", "results", "count")
)


@check(
    explained_by=(file_systems_writable, system_disk_has_room, dependencies_run),
    measures=True,
    proves=False,
)
def no_service_failed(units: Units, rules: ServiceRules) -> Finding | None:
    """No lasting service that was switched on has failed, beside those IT named.

    What does one piece of work and ends may fail once at a start and harm nobody.
    """
    failed = others_failed(units, rules)
    if not failed:
        return None
    return SERVICES_FAILED(
        services=[one.name for one in failed],
        results=sorted({one.result for one in failed} - {""}),
        count=len(failed),
    )


def others_failed(units: Units, rules: ServiceRules) -> list[FailedUnit]:
    """Return the lasting services that failed, not given up, that IT did not name."""
    named = (*rules.required, *rules.required_if_enabled, *rules.protection, *KEEPERS)
    return [
        one
        for one in lasting(units.failed())
        if not one.gave_up and not among(one.name, named)
    ]


def lasting(failed: tuple[FailedUnit, ...]) -> list[FailedUnit]:
    """Return what starts with the system, or is waked, and should go on running."""
    return [
        one for one in failed if not one.once and (one.start == "at-boot" or one.waked)
    ]
