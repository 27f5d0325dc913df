"""The processor has time for everybody."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.pressure import Pressures
from agent.host.ports.processor import Processor, Worker
from agent.model import Finding, Problem, Severity
from agent.policy.model import PerformanceRules
from checks.performance.memory_suffices import memory_suffices
from checks.performance.processor_keeps_cool import processor_keeps_cool

PROCESSOR_BUSY = Problem(
    "processor-busy", Severity.ANNOYING, facts=("program", "share", "waiting")
)

OUTSTANDING = 20.0
"""Percent of a core that the one behind it gets at least, however many want it …"""
HALF = 0.5
"""… and so much of what all get that make way for nobody …"""
LASTING = 5.0
"""… and seconds of the processor that it has taken already: it did not start now."""


@check(explained_by=(processor_keeps_cool, memory_suffices), measures=True)
def processor_has_time(
    pressures: Pressures, processor: Processor, rules: PerformanceRules
) -> Finding | None:
    """Programs have not waited for the processor for minutes because of one of them.

    What runs only when nobody else wants to is in nobody's way, and work that is over
    in a moment is what a processor is for.
    """
    told = pressures.of("processor")
    waiting = min(told.some60, told.some300)
    if waiting < rules.processor_waiting_percent:
        return None
    workers = processor.workers()
    if blamed := culprit(workers):
        share = blamed.share
        return PROCESSOR_BUSY(program=blamed.name, share=share, waiting=waiting)
    busy = [one for one in workers if one.share >= OUTSTANDING]
    if busy and all(one.yields for one in busy):
        return None
    msg = "programs wait for the processor, but no single one keeps it busy"
    raise HostError(msg)


def culprit(workers: tuple[Worker, ...]) -> Worker | None:
    """Return the one program that keeps the others waiting, if it is one."""
    pushing = [one for one in workers if not one.yields]
    total = sum(one.share for one in pushing)
    for one in pushing[:1]:
        if one.share >= max(OUTSTANDING, HALF * total) and one.seconds >= LASTING:
            return one
    return None
