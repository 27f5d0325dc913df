"""The account may still use more of the disk."""

from agent.check import check
from agent.host.ports.quotas import Quota, Quotas
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules

QUOTA_FULL = Problem(
    "quota-full", Severity.BLOCKING, facts=("mount", "used", "limit", "files")
)


@check(measures=True)
def quota_has_room(quotas: Quotas, rules: DiskRules) -> Finding | None:
    """Nowhere has the account reached the limit that IT gave it."""
    full = [quota for quota in quotas.own() if reached(quota, rules)]
    if not full:
        return None
    first = full[0]
    return QUOTA_FULL(
        mount=first.mount, used=first.used, limit=first.limit, files=first.files
    )


def reached(quota: Quota, rules: DiskRules) -> bool:
    """Say whether nothing, or next to nothing, is taken any more."""
    left = rules.quota_min_free_percent / 100
    return (
        quota.over
        or (quota.limit > 0 and quota.used >= quota.limit * (1 - left))
        or (quota.files_limit > 0 and quota.files >= quota.files_limit * (1 - left))
    )
