"""``blusser ui``: the window and the tray icon."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.world import Here, World
from agent.host.transcript import Asking
from agent.kit import Kit
from agent.moment import Moment
from agent.outbox.courier import (
    Brought,
    Chosen,
    Courier,
    Handed,
    Letter,
    forget,
    page_in,
)
from agent.policy.desk import takes_tickets
from agent.told import Spoken, moments_now
from agent.trouble import BadInput
from agent.typed import TYPE_CHECKING
from agent.value import Value, replace

if TYPE_CHECKING:
    from agent.cli.keeping import Bundle


class Left(Value):
    """What a run left for IT: its bundle as it lies there, and what it is made of."""

    case: Case
    askings: Sequence[Asking]
    bundle: Bundle


def run(args: Arguments, world: World) -> int:
    """Open the window; returns when it is quit.

    Who started it from a menu sees no terminal: a mistake in IT's rules is shown too.
    """
    from agent.cli.keeping import write_to_outbox

    try:
        kit = world.kit(args)
    except BadInput as why:
        if args.background or sys.stderr.isatty():
            raise
        sys.stderr.write(f"{why}\n")
        sys.stderr.flush()
        world.show_refusal(world.words(args), str(why))
        return Exit.USAGE
    words = world.words(args, kit.policy.own, kit.policy.languages)

    def anew() -> Kit:
        """Read the rules again: what IT forbids today is not done tomorrow."""
        fresh = world.kit(args)
        words.learn(fresh.policy.own)
        return fresh

    runs: dict[str, Left] = {}
    parcels: dict[str, str] = {}

    def hand_over(case: Case, askings: Sequence[Asking]) -> str:
        bundle = write_to_outbox(anew(), world.platform, case, askings, words)
        runs.clear()
        runs[bundle.path] = Left(case, askings, bundle)
        return bundle.path

    def courier() -> Courier | None:
        """Return the ways to the desk of today's policy, where it names one."""
        waited_for = Arguments(**vars(args) | {"silent": False})
        here = Here(anew(), world, waited_for, words)
        takes = takes_tickets(here.kit.policy.desk)
        return courier_of(here, runs, parcels) if takes else None

    def moments() -> frozenset[Moment]:
        return moments_now(world.platform.PARTS)

    left, writers = world.platform.notices_file(), world.platform.notice_writers()
    spoken = Spoken(left, writers, moments, args.background)
    kit = replace(kit, anew=anew)
    try:
        return world.open_window(kit, words, hand_over, spoken, courier)
    finally:
        forget(page_in(kit.outbox))


def courier_of(here: Here, runs: dict[str, Left], parcels: dict[str, str]) -> Courier:
    """Return the ways to the desk of the policy.

    ``runs``: what can be told, by the path under which the window knows its bundle.
    ``parcels``: cases by the keys of the parcels that tell them and have not ended; a
    parcel of earlier today may tell one as well.
    """
    from agent.bundle.omitted import items
    from agent.cli.enclosing import letter
    from agent.cli.handing import deliver, told
    from agent.cli.send import after_run
    from agent.outbox.parcel import ENDED, Parcel, Spool

    def show(bundle: str, note: str, chosen: Chosen) -> Letter:
        left = runs[bundle] = without(here, runs[bundle], chosen)
        return replace(letter(here, left.bundle, note), items=items(left.case))

    def send(case: Case, bundle: str, note: str, chosen: Chosen) -> Handed:
        left = runs[bundle] = without(here, runs[bundle], chosen)
        parcel = after_run(here, case, left.bundle, note)
        if parcel is None:
            return Handed(())
        forget(page_in(here.kit.outbox))
        parcels[parcel.key] = case.id
        return handed(parcel)

    def handed(parcel: Parcel) -> Handed:
        return Handed(tuple(told(parcel, here.words)), sent=parcel.ref is not None)

    def bring() -> Brought:
        waits = bool(deliver(here, eager=False))
        every = Spool(here.kit.outbox).parcels()
        ended = [one for one in every if one.stage in ENDED and one.key in parcels]
        told_now = {parcels.pop(one.key): handed(one) for one in ended}
        return Brought(waits, told_now)

    return Courier(show, send, bring)


def without(here: Here, left: Left, chosen: Chosen) -> Left:
    """Return it with a bundle that lacks these items, made anew where it does not."""
    from agent.cli.keeping import write_to_outbox

    if left.bundle.chosen == chosen:
        return left
    kit, platform, words = here.kit, here.world.platform, here.words
    bundle = write_to_outbox(
        kit, platform, left.case, left.askings, words, chosen=chosen
    )
    return replace(left, bundle=bundle)
