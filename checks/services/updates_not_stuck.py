"""Nothing is half installed."""

from agent.check import check
from agent.host.ports.upkeep import PackageLock, Packages
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room

UPDATES_HALF_DONE = Problem(
    "updates-half-done", Severity.ANNOYING, facts=("packages", "count")
)
UPDATES_INTERRUPTED = Problem(
    "updates-interrupted", Severity.ANNOYING, facts=("changes",)
)
UPDATES_LOCKED = Problem("updates-locked", Severity.ADVICE, facts=("program", "idle"))


@check(
    explained_by=(file_systems_writable, system_disk_has_room),
    measures=True,
    proves=False,
)
def updates_not_stuck(packages: Packages, rules: ServiceRules) -> Finding | None:
    """No installation was cut short, and none has stood still for long.

    While one is under way, nothing is said of what it has not finished.
    """
    if lock := packages.lock():
        return _stuck(lock, rules)
    broken, journal = packages.broken(), packages.journal()
    if not broken and not journal:
        return None
    if lock := packages.lock():
        return _stuck(lock, rules)
    if journal:
        return UPDATES_INTERRUPTED(changes=journal)
    return UPDATES_HALF_DONE(packages=list(broken), count=len(broken))


def _stuck(lock: PackageLock, rules: ServiceRules) -> Finding | None:
    if lock.idle < rules.update_lock_minutes * 60:
        return None
    return UPDATES_LOCKED(program=lock.holder, idle=round(lock.idle))
