"""The battery holds its charge."""

from agent.check import check
from agent.host.ports.battery import Batteries
from agent.model import Finding, Problem, Severity
from agent.policy.model import PerformanceRules

BATTERY_WORN = Problem("battery-worn", Severity.ADVICE, facts=("batteries", "percent"))


@check(measures=True)
def battery_holds_charge(
    batteries: Batteries, rules: PerformanceRules
) -> Finding | None:
    """No battery has lost a good part of what it held when it was new."""
    worn = [one for one in batteries.worn() if one.percent < rules.battery_percent]
    if not worn:
        return None
    least = min(one.percent for one in worn)
    return BATTERY_WORN(batteries=[one.name for one in worn], percent=least)
