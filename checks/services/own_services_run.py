"""Nothing that starts with the session of this person has failed."""

from agent.check import check
from agent.host.ports.units import FailedUnit, OwnUnits
from agent.model import Finding, Problem, Severity
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room
from checks.services._wanted import SOUND
from checks.services.no_service_failed import lasting

OWN_SERVICES_FAILED = Problem(
    "own-services-failed", Severity.ADVICE, facts=("services", "results", "count")
)


@check(
    explained_by=(file_systems_writable, system_disk_has_room),
    measures=True,
    proves=False,
)
def own_services_run(units: OwnUnits) -> Finding | None:
    """No lasting service of the session has failed, beside those that make sound."""
    failed = own_failed(units)
    if not failed:
        return None
    return OWN_SERVICES_FAILED(
        services=[one.name for one in failed],
        results=sorted({one.result for one in failed} - {""}),
        count=len(failed),
    )


def own_failed(units: OwnUnits) -> list[FailedUnit]:
    """Return the lasting services of the session that failed.

    What a desktop starts for each program (systemd's XDG convention: ``app-…``) ends
    as the program ends, and is no service.
    """
    return [
        one
        for one in lasting(units.failed())
        if one.name not in SOUND and not one.name.startswith("app-")
    ]
