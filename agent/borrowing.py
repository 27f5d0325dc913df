"""Borrows the rights of the system where our own do not suffice, and only then."""

from __future__ import annotations

import sys

from agent.check import AnyCheck
from agent.host.ports.rights import SystemRights, Told
from agent.host.transcript import Lines
from agent.host.trouble import HostError, NotReplayed, PartMissing, Unforeseen
from agent.machine import Machine
from agent.model import Absent, Account, Found, Healthy, Outcome, Problem, Unsure

NOBODY = (PartMissing, PermissionError, HostError, NotReplayed)
"""What says that nobody lends any."""


def ask_borrowed(
    host: Machine, check: AnyCheck, lines: Lines, trouble: Exception
) -> Outcome:
    """Have a check asked that our rights did not suffice for; else say ``trouble``."""
    missing = isinstance(trouble, PartMissing)
    lacking = Absent(str(trouble)) if missing else Unsure(str(trouble))
    if check.runs_as is not Account.SYSTEM:
        return lacking
    try:
        told = lender(host, lines).ask(check.id)
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


def lender(host: Machine, lines: Lines) -> SystemRights:
    """Return who lends the rights of the system; raise one of ``NOBODY``."""
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
