"""Blusser itself is well."""

from agent.check import check
from agent.host.ports.services import OwnAgent
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room

OWN_FOLDER_NOT_WRITABLE = Problem(
    "own-folder-not-writable", Severity.ANNOYING, facts=("error",)
)
OWN_RECORDS_TOO_LARGE = Problem(
    "own-records-too-large", Severity.ADVICE, facts=("bytes",)
)


@check(
    explained_by=(file_systems_writable, system_disk_has_room),
    measures=True,
    proves=False,
)
def agent_is_healthy(own: OwnAgent, rules: ServiceRules) -> Finding | None:
    """Blusser can keep its records, and they stay small.

    A history that cannot be read is set aside before anything is asked.
    """
    if error := own.refused():
        return OWN_FOLDER_NOT_WRITABLE(error=error)
    total = sum(own.sizes().values())
    return OWN_RECORDS_TOO_LARGE(bytes=total) if total > rules.max_own_bytes else None
