"""What starts tasks at their times goes on doing so."""

from agent.check import check
from agent.host.ports.units import Units
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules

TIMER_STOPPED = Problem(
    "timer-stopped", Severity.ADVICE, facts=("timers", "states", "count")
)


@check(measures=True)
def timers_fire(units: Units, rules: ServiceRules) -> Finding | None:
    """No timer that is switched on is down or over; IT's own may not be off either."""
    down = [
        one
        for one in units.timers(rules.timers)
        if one.state in ("ended", "stopped", "failed")
        or (one.name in rules.timers and one.state != "waiting")
    ]
    if not down:
        return None
    return TIMER_STOPPED(
        timers=[one.name for one in down],
        states=sorted({one.state for one in down}),
        count=len(down),
    )
