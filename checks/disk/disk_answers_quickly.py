"""The disk saves things quickly."""

from agent.check import check
from agent.host.ports.disk_speed import DiskSpeed
from agent.host.ports.pressure import Pressures
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.disk.file_systems_writable import file_systems_writable
from checks.disk.system_disk_has_room import system_disk_has_room
from checks.performance.memory_suffices import memory_suffices

DISK_SLOW = Problem("disk-slow", Severity.ANNOYING, facts=("seconds", "waiting"))

TIMES = 3


@check(
    explained_by=(file_systems_writable, system_disk_has_room, memory_suffices),
    timeout=4.5,
    measures=True,
)
def disk_answers_quickly(
    speed: DiskSpeed, pressures: Pressures, rules: DiskRules
) -> Finding | None:
    """Saving is quick; where it is not, programs have not waited for it for long.

    A large copy makes any disk slow for a while: that is no finding. Where it is not
    measured how long programs wait, nobody can tell the one from the other.
    """
    seconds = sorted(speed.writes(TIMES))
    typical = seconds[len(seconds) // 2]
    if typical < rules.slow_write_seconds:
        return None
    told = pressures.of("disk")
    waiting = min(told.some60, told.some300)
    if waiting < rules.slow_pressure_percent:
        return None
    return DISK_SLOW(seconds=typical, waiting=waiting)
