"""What this machine does by itself at set times ends well."""

from agent.check import check
from agent.host.ports.units import FailedUnit, Units
from agent.model import Finding, Problem, Severity
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room
from checks.network.internet_reachable import internet_reachable
from checks.services.dependencies_run import dependencies_run

TASK_FAILED = Problem(
    "task-failed", Severity.ADVICE, facts=("tasks", "results", "count")
)


@check(
    explained_by=(
        internet_reachable,
        file_systems_writable,
        system_disk_has_room,
        dependencies_run,
    ),
    measures=True,
    proves=False,
)
def tasks_succeed(units: Units) -> Finding | None:
    """No task that a timer starts failed the last time it ran."""
    failed = failed_tasks(units)
    if not failed:
        return None
    return TASK_FAILED(
        tasks=[one.name for one in failed],
        results=sorted({one.result for one in failed} - {""}),
        count=len(failed),
    )


def failed_tasks(units: Units) -> list[FailedUnit]:
    """Return the tasks that failed, and that a timer which is up starts again."""
    return [one for one in units.failed() if one.once and one.timed]
