"""Borrows the rights of the system where our own do not suffice, and only then."""

from __future__ import annotations

import sys

from agent.carrying import Carried, carry_out
from agent.check import AnyCheck
from agent.events import Result
from agent.hands import Hands
from agent.host.ports.rights import SystemRights, Told
from agent.host.transcript import Lines
from agent.host.trouble import HostError, NotReplayed, PartMissing, Unforeseen
from agent.inquiry import Machine
from agent.model import Absent, Account, Found, Healthy, Outcome, Problem, Unsure
from agent.planning import Step

NO_RIGHTS = "it needs administrator rights"
"""How it begins when ``carry_out`` says that ours do not suffice."""
LENT = {one.value: one for one in Result} | {"cured": Result.NO_EFFECT}
"""What a verdict of the service comes to, where our own check is not content."""
NOBODY = (PartMissing, PermissionError, HostError, NotReplayed)
"""What says that nobody lends any."""


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
        lent = _lender(host, lines).apply(step.fix.id)
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


def ask_borrowed(
    host: Machine, check: AnyCheck, lines: Lines, trouble: Exception
) -> Outcome:
    """Have a check asked that our rights did not suffice for; else say ``trouble``."""
    missing = isinstance(trouble, PartMissing)
    lacking = Absent(str(trouble)) if missing else Unsure(str(trouble))
    if check.runs_as is not Account.SYSTEM:
        return lacking
    try:
        told = _lender(host, lines).ask(check.id)
    except Unforeseen as bug:
        return Unsure(str(bug))
    except NOBODY:
        return lacking
    return _outcome(check, told) or lacking


def problems(check: AnyCheck) -> list[Problem]:
    """Return the problems that a check's module names."""
    module = sys.modules.get(check.ask.__module__)
    every = vars(module).values() if module else ()
    return [one for one in every if isinstance(one, Problem)]


def _lender(host: Machine, lines: Lines) -> SystemRights:
    rights: SystemRights = host.parts({"rights": SystemRights}, lines)["rights"]
    return rights


def _outcome(check: AnyCheck, told: Told) -> Outcome | None:
    """Read an answer; nothing where it is none that this check can give."""
    match told.state:
        case "healthy":
            return Healthy()
        case "unsure":
            return Unsure(told.why)
        case "absent":
            return Absent(told.why)
    for problem in problems(check):
        if problem.code == told.code and set(problem.facts) == set(told.facts):
            return Found(problem(**told.facts))
    return None
