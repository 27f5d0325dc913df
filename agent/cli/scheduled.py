"""``blusser fix --scheduled``: what a timer runs. It shows nothing, and tells IT."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from time import time

from agent.case import Case
from agent.cli.exits import Exit, code_for
from agent.cli.options import Arguments
from agent.cli.platform import Platform
from agent.cli.running import Facts, carry_out, hand_over
from agent.cli.world import Here, World
from agent.codec import plain, to_json
from agent.due import objection
from agent.exposition import entry, exposition, refusal
from agent.kit import Kit
from agent.notices import told_of
from agent.planning import Allowed, Plan
from agent.policy.desk import takes_tickets
from agent.trouble import BadInput, Busy
from agent.typed import TYPE_CHECKING
from agent.whole import write_whole

if TYPE_CHECKING:
    from agent.cli.keeping import Bundle

STAMP = "last-scheduled"
"""File in the state folder: when the last such run began, in seconds since 1970."""
PROM = "blusser.prom"


def run(args: Arguments, world: World) -> int:
    """Look, repair what is safe and allowed, where that is due; return the exit code.

    Where nothing is due, nothing is asked and the code is 0; what waits for IT goes
    all the same, for the next run may be a day away.
    """
    quiet = Arguments(**vars(args) | {"silent": True, "yes": False})
    try:
        kit = world.kit(quiet)
    except BadInput as trouble:
        world.platform.log(list(refusal(str(trouble), "none")))
        raise
    words = world.words(quiet, kit.policy.own, kit.policy.languages)
    here = Here(kit, world, quiet, words)
    if _too_soon(kit, world.platform):
        _bring(here)
        return Exit.WELL
    _begun(kit.state, time())
    session, case = carry_out(kit, quiet, words, _no)
    bundle = hand_over(here, session, case) if case.left else None
    _send(here, case, bundle)
    _tell(kit, world.platform, case, session.warnings)
    return code_for(case.result)


def _send(here: Here, case: Case, bundle: Bundle | None) -> None:
    """Hand to the desk what the policy has sent unasked, and what waits from before."""
    rules = here.kit.policy.desk
    if bundle and rules.without_asking and takes_tickets(rules):
        from agent.cli.send import after_run

        after_run(here, case, bundle)
    else:
        _bring(here)


def _bring(here: Here) -> None:
    """Deliver what waits from before; what stops it is said to the journal."""
    if not takes_tickets(here.kit.policy.desk):
        return
    from agent.cli.handing import deliver

    try:
        deliver(here, eager=False)
    except (OSError, Busy) as trouble:
        sys.stderr.write(f"{trouble}\n")


def _no(_: Plan, __: Allowed, ___: Facts) -> bool:
    """Say no to what asks: nobody is there to say yes."""
    return False


def _too_soon(kit: Kit, platform: Platform) -> bool:
    rules = kit.policy.schedule
    battery = not rules.on_battery and platform.on_battery()
    return bool(objection(time(), _last(kit.state), rules, on_battery=battery))


def _last(state: str) -> float | None:
    """Return when the last run began; nothing where none is known."""
    with suppress(OSError, ValueError), open(os.path.join(state, STAMP)) as file:
        return int(file.read(32))
    return None


def _begun(state: str, now: float) -> None:
    """Note the time before anything is asked, so that a run that dies is one too."""
    with suppress(OSError):
        os.makedirs(state, mode=0o700, exist_ok=True)
        write_whole(os.path.join(state, STAMP), f"{int(now)}\n".encode())


def _tell(kit: Kit, platform: Platform, case: Case, warnings: Sequence[str]) -> None:
    """Tell the journal, Prometheus and the sessions; what fails is said, no more.

    ``warnings``: of the run; those of the rules are the kit's, and no fault of a run.
    """
    sys.stderr.writelines(f"{one}\n" for one in (*kit.warnings, *warnings))
    for refused in kit.warnings:
        platform.log(list(refusal(refused, kit.policy_source)))
    platform.log(list(entry(case, kit.policy_source, warnings)))
    left = to_json(plain(told_of(case, time()))).encode()
    with suppress(OSError):
        write_whole(platform.notices_file(), left, 0o644)
    if folder := kit.policy.textfile:
        text = exposition(case, kit.warnings, time())
        try:
            write_whole(os.path.join(folder, PROM), text.encode(), 0o644)
        except OSError as trouble:
            sys.stderr.write(f"{folder}/{PROM}: {trouble.strerror}\n")
