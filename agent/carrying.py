"""Carries one step out: remembers, writes down, acts, judges, keeps or puts back.

The engine and the privileged service call the same function, each on its own machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic

from agent.codec import plain
from agent.events import Result
from agent.fix import AnyFix, Refused
from agent.hands import Hands
from agent.host import HostError, PartMissing
from agent.host.ports.freed import Freed
from agent.host.transcript import Lines
from agent.host.trouble import NeverEnded, NotReplayed
from agent.inquiry import within
from agent.machine import Machine
from agent.model import Healthy
from agent.planning import Step
from agent.typed import Any
from agent.value import Value, replace

NO_RIGHTS = "it needs administrator rights"
"""How it begins where ours do not suffice."""
NOT_UNDONE = "it did not help and could not be undone"
HUNG = "no end within"
ITSELF = "the fix itself failed"
NOT_REPORTED = "it removes evidence, and no report could be left first"
NOT_WRITTEN = "what it would change could not be written down first"
NOT_SEEN = "what it would change could not be looked at within"
LOOK = 1 / 3
"""The share of a fix's time in which it must have seen what it will change; the rest is
left to the act, whatever the look took."""


class Carried(Value):
    """How it ended, and why where it is not ``cured``.

    ``hung``: the act goes on somewhere. ``late``: what was asked last has no answer.
    ``began``: the fix was asked to do something; only then do its lines belong in a
    transcript. ``freed``: the room it made.
    """

    result: Result
    why: str = ""
    hung: bool = False
    late: bool = False
    began: bool = True
    freed: Freed | None = None


Carry = Callable[[Step, Machine, Lines, Hands], Carried]
Ended = tuple[Result, str, Any]
"""A result that is the last word or ``no-effect``, why, and what was returned."""


def carry_out(step: Step, host: Machine, lines: Lines, hands: Hands) -> Carried:
    """Carry a step out; whatever happens is told in what is returned."""
    fix, until = step.fix, monotonic() + step.fix.timeout
    try:
        parts = host.parts(fix.parts, lines)
    except Exception as trouble:  # noqa: BLE001 - one bad part must not end a run
        return _not_to_be_had(trouble)
    looked = _looked(fix, parts)
    if isinstance(looked, str):
        return _late(looked)
    before = looked[-1]
    if looked[0] is not Result.NO_EFFECT:
        return _judged(step, parts, looked, hands, "")
    try:
        entry = _announced(step, before, hands)
    except OSError as trouble:
        lacks = NOT_REPORTED if fix.reported_first else NOT_WRITTEN
        return _unsafe(lacks, trouble)
    done = within(max(0, until - monotonic()), lambda: _attempt(fix, parts))
    done = done or f"{HUNG} {fix.timeout:g} s"
    if isinstance(done, str):
        return _late(done)
    hands.pause(step.fix.settle if done[0] is not Result.REFUSED else 0)
    carried = _judged(step, parts, (*done[:2], before), hands, entry)
    made = done[-1]
    return replace(carried, freed=made) if isinstance(made, Freed) else carried


def _announced(step: Step, before: Any, hands: Hands) -> str:
    """Write down what will be done; return the name of the entry, where there is one.

    Raises ``OSError`` where something would be lost that is not on the disk.
    """
    if step.fix.reported_first:
        _report(hands)
    try:
        return hands.ledger.intend(step, before)
    except OSError:
        if before is not None:
            raise
        return ""


def _report(hands: Hands) -> None:
    """Leave a report; whatever prevents that is an ``OSError``."""
    try:
        hands.report()
    except OSError:
        raise
    except Exception as bug:  # a report that fails must not end a run
        raise OSError(0, repr(bug)) from bug


def _not_to_be_had(trouble: Exception) -> Carried:
    """Return what becomes of a step whose parts are not there, or not for us."""
    if isinstance(trouble, PermissionError):
        return Carried(Result.REFUSED, _lacking(trouble))
    if isinstance(trouble, PartMissing):
        return Carried(Result.REFUSED, str(trouble))
    known = isinstance(trouble, HostError | NotReplayed)
    return Carried(Result.FAILED, str(trouble) if known else f"{ITSELF}: {trouble!r}")


def _lacking(no: PermissionError) -> str:
    detail = f": {no}" if str(no) else ""
    return f"{NO_RIGHTS}{detail}"


def _judged(
    step: Step, parts: dict[str, Any], done: Ended, hands: Hands, entry: str
) -> Carried:
    """Have the check judge what was done, and put back what did not help."""
    result, why, before = done
    if result is not Result.REFUSED and isinstance(hands.judge(step.check), Healthy):
        result, why = Result.CURED, ""
    same = result is Result.REFUSED and _unchanged(step.fix, before, parts)
    if before is None or same or result is Result.CURED:
        hands.ledger.ended(entry, result)
        return Carried(result, why)
    hands.ledger.undoing(entry)
    undone = put_back(step.fix, before, parts)
    if undone.result is not Result.UNDONE:
        return undone
    hands.ledger.ended(entry, Result.UNDONE)
    told = result in (Result.FAILED, Result.REFUSED)
    return Carried(result, why) if told else undone


def _looked(fix: AnyFix, parts: dict[str, Any]) -> Ended | str:
    """Have a fix remember the setting, as the journal gives it back after a crash.

    Where that does not end, say so.
    """

    def look(**parts: Any) -> Any:
        return plain(fix.remember(**parts)) if fix.remember else None

    seconds = fix.timeout * LOOK
    looked = within(seconds, lambda: _attempt(look, parts))
    return looked or f"{NOT_SEEN} {seconds:g} s"


def _unchanged(fix: AnyFix, before: Any, parts: dict[str, Any]) -> bool:
    """Look again: rights may have sufficed for a part of what was to be done."""
    if before is None:
        return True
    looked = _looked(fix, parts)
    if isinstance(looked, str):
        return True
    return looked[0] is not Result.NO_EFFECT or looked[-1] == before


def put_back(fix: AnyFix, before: Any, parts: dict[str, Any]) -> Carried:
    """Put a setting back, within the time that the fix has."""
    done = within(fix.timeout, lambda: _undone(fix, before, parts))
    hung = f"{NOT_UNDONE}: {HUNG} {fix.timeout:g} s"
    return done or Carried(Result.FAILED, hung, hung=True, late=True)


def _undone(fix: AnyFix, before: Any, parts: dict[str, Any]) -> Carried:
    """Put a setting back; a replay raises the very words that were said then."""
    assert fix.undo
    try:
        fix.undo(before, **parts)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, IT must be told
        said = str(trouble).removeprefix(f"{NOT_UNDONE}: ")
        return Carried(Result.FAILED, f"{NOT_UNDONE}: {said}")
    return Carried(Result.UNDONE, "it did not help")


def _attempt(act: Callable[..., Any], parts: dict[str, Any]) -> Ended | str:
    """Do it; return what became of it, why, and what was returned.

    On replay, what did not end then ends at once, with the words of then.
    """
    try:
        given = act(**parts)
    except PermissionError as no:
        return Result.REFUSED, _lacking(no), None
    except (PartMissing, Refused) as reason:
        return Result.REFUSED, str(reason), None
    except NeverEnded as never:
        return str(never)
    except (HostError, NotReplayed) as trouble:
        return Result.FAILED, str(trouble), None
    except Exception as bug:  # noqa: BLE001 - one bad fix must not end a run
        return Result.FAILED, f"{ITSELF}: {bug!r}", None
    return Result.NO_EFFECT, "", given


def _late(why: str) -> Carried:
    """Return what becomes of what did not end; who only looked is in nobody's way."""
    hung = not why.startswith(NOT_SEEN)
    return Carried(Result.FAILED, why, hung=hung, late=True)


def _unsafe(lacks: str, trouble: OSError) -> Carried:
    reason = os.strerror(trouble.errno) if trouble.errno else trouble.strerror
    return Carried(Result.REFUSED, f"{lacks}: {reason or trouble}", began=False)
