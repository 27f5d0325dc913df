"""What protects this computer runs."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Services
from agent.model import Finding, Problem, Severity
from agent.policy.model import ServiceRules

PROTECTION_OFF = Problem(
    "protection-off", Severity.ANNOYING, facts=("services", "states", "count")
)


@check(measures=True)
def protection_runs(services: Services, rules: ServiceRules) -> Finding | None:
    """Every service that IT names as protection is here and runs, whatever the reason.

    No repair here starts it: IT wants to know why it was off.
    """
    if not rules.protection:
        msg = "IT names no service that protects this machine"
        raise PartMissing(msg)
    here = {one.name: one.state for one in services.named(rules.protection)}
    states = {name: here.get(name, "missing") for name in rules.protection}
    off = {n: s for n, s in states.items() if s not in ("running", "starting")}
    if not off:
        return None
    return PROTECTION_OFF(
        services=list(off), states=sorted(set(off.values())), count=len(off)
    )
