"""Has a step carried out by who lends the rights of the system, where ours fail."""

from __future__ import annotations

from agent.borrowing import lender
from agent.carrying import NO_RIGHTS, Carried, carry_out
from agent.events import Result
from agent.hands import Hands
from agent.host.transcript import Lines
from agent.host.trouble import HostError, NotReplayed, PartMissing, Unforeseen
from agent.machine import Machine
from agent.model import Account, Healthy
from agent.planning import Step

LENT = {one.value: one for one in Result} | {"cured": Result.NO_EFFECT}
"""What a verdict of the service comes to, where our own check is not content."""


def carry_or_borrow(  # noqa: PLR0911 - one for each way it may end
    step: Step, host: Machine, lines: Lines, hands: Hands
) -> Carried:
    """Carry a step out; where it takes the rights of the system, have it done.

    The service judges with its own eyes whether the repair is needed and helped; here
    our own check judges as ever.
    """
    carried = carry_out(step, host, lines, hands)
    lacking = carried.result is Result.REFUSED and carried.why.startswith(NO_RIGHTS)
    if not lacking or step.fix.runs_as is not Account.SYSTEM:
        return carried
    try:
        lent = lender(host, lines).apply(step.fix.id)
    except Unforeseen as bug:
        return Carried(Result.FAILED, str(bug))
    except (PartMissing, NotReplayed):
        return carried
    except PermissionError as no:
        return Carried(Result.REFUSED, str(no))
    except HostError as trouble:
        return Carried(Result.FAILED, str(trouble))
    except Exception as bug:  # noqa: BLE001 - as a bug in a repair of our own
        return Carried(Result.FAILED, f"what lends rights failed: {bug!r}")
    if isinstance(hands.judge(step.check), Healthy):
        return Carried(Result.CURED, freed=lent.freed)
    became = LENT.get(lent.result, Result.FAILED)
    return Carried(became, lent.why, freed=lent.freed)
