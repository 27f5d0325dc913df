"""There is memory enough."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.memory import Memory, MemoryState
from agent.host.ports.pressure import Pressure, Pressures
from agent.model import Finding, Problem, Severity
from agent.policy.model import PerformanceRules

MEMORY_SHORT = Problem(
    "memory-short",
    Severity.ANNOYING,
    facts=("program", "taken", "available", "total", "stalled"),
)

STALLED_TOO = 2
"""Memory where everything stood still is short below so many times the free share."""
TRACE = 1.0
"""Percent: where memory is gone, at least so much of the time is lost."""


@check(measures=True)
def memory_suffices(
    memory: Memory, pressures: Pressures, rules: PerformanceRules
) -> Finding | None:
    """Programs get the memory they ask for without waiting for it.

    A full memory nobody waits for is a good use of it; a program that waits in a limit
    of its own while the machine has plenty is no shortage of the machine.
    """
    state = memory.state()
    try:
        told = pressures.of("memory")
    except PartMissing:
        told = None
    if not short(state, told, rules):
        return None
    takers = memory.takers()
    return MEMORY_SHORT(
        program=takers[0].name if takers else "",
        taken=takers[0].bytes if takers else 0,
        available=state.available,
        total=state.total,
        stalled=told.full60 if told else 0.0,
    )


def short(state: MemoryState, told: Pressure | None, rules: PerformanceRules) -> bool:
    """Say whether memory is short; without pressure only by what is left of both."""
    free = percent(state.available, state.total)
    swap = percent(state.swap_free, state.swap)
    both_gone = free < rules.memory_free_percent and swap <= rules.swap_free_percent
    if told is None:
        return both_gone
    stalled = told.full60 >= rules.memory_stalled_percent
    little = free < STALLED_TOO * rules.memory_free_percent
    return (both_gone and told.some60 >= TRACE) or (stalled and little)


def percent(part: int, whole: int) -> float:
    """Return a share in percent; of nothing there is nothing left."""
    return 100 * part / whole if whole else 0.0
