"""The drive is not worn out."""

from agent.check import check
from agent.host.ports.drive_wear import DriveWear
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules

DRIVE_WORN = Problem("drive-worn", Severity.ADVICE, facts=("drives", "percent"))


@check(measures=True)
def drive_is_not_worn(wear: DriveWear, rules: DiskRules) -> Finding | None:
    """No drive has written nearly all that its maker says it can."""
    worn = [one for one in wear.used() if one.percent >= rules.worn_percent]
    if not worn:
        return None
    most = max(one.percent for one in worn)
    return DRIVE_WORN(drives=[one.name for one in worn], percent=most)
