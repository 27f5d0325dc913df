"""Nothing waits for this computer to be started again."""

from agent.check import check
from agent.host.ports.upkeep import Restarts
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules

RESTART_PENDING = Problem(
    "restart-pending", Severity.ADVICE, facts=("packages", "kernel")
)
RESTART_OVERDUE = Problem("restart-overdue", Severity.ADVICE, facts=("up",))
DAY = 86_400


@check(measures=True, proves=False)
def restart_not_pending(restarts: Restarts, rules: ServiceRules) -> Finding | None:
    """No update asks for a restart, and the last one was not too long ago."""
    wanted, kernel = restarts.wanted_by(), restarts.newer_kernel()
    if wanted is not None or kernel:
        return RESTART_PENDING(packages=list(wanted or ()), kernel=kernel)
    up = restarts.up()
    return RESTART_OVERDUE(up=round(up)) if up > rules.max_uptime_days * DAY else None
