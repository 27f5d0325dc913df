"""This machine takes the password of the account."""

from agent.check import check
from agent.host.ports.account import FailedSignIns
from agent.model import Finding, Problem, Severity

ACCOUNT_LOCKED_HERE = Problem("account-locked-here", Severity.BLOCKING)


@check(measures=True)
def account_not_locked_here(tries: FailedSignIns) -> Finding | None:
    """So few passwords were wrong lately that the next one will be looked at."""
    return ACCOUNT_LOCKED_HERE() if tries.locked() else None
