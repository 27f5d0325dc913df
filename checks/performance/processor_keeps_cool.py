"""Heat does not slow the processor down."""

from agent.check import check
from agent.host.ports.processor import Heat
from agent.model import Finding, Problem, Severity
from agent.policy.model import PerformanceRules

CPU_THROTTLED = Problem("cpu-throttled", Severity.ANNOYING, facts=("percent",))


@check(measures=True)
def processor_keeps_cool(heat: Heat, rules: PerformanceRules) -> Finding | None:
    """The processor is not held back by heat for a good part of the time.

    For an instant that happens to every thin laptop.
    """
    percent = heat.throttled()
    return (
        CPU_THROTTLED(percent=percent) if percent >= rules.throttled_percent else None
    )
