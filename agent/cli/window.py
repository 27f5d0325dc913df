"""``blusser ui``: the window and the tray icon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.case import Case
from agent.cli.options import Arguments
from agent.cli.world import Here, World
from agent.host.transcript import Asking
from agent.moment import Moment
from agent.outbox.courier import Courier, Handed, Letter
from agent.policy.desk import takes_tickets
from agent.session import Kit
from agent.told import Spoken, moments_now
from agent.typed import TYPE_CHECKING
from agent.value import replace

if TYPE_CHECKING:
    from agent.cli.bundle import Bundle


def run(args: Arguments, world: World) -> int:
    """Open the window; returns when it is quit."""
    from agent.cli.bundle import write_to_outbox

    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)

    def anew() -> Kit:
        """Read the rules again: what IT forbids today is not done tomorrow."""
        fresh = world.kit(args)
        words.learn(fresh.policy.own)
        return fresh

    bundles: dict[str, Bundle] = {}

    def hand_over(case: Case, askings: Sequence[Asking]) -> str:
        bundle = write_to_outbox(anew(), world, case, askings, words)
        bundles.clear()
        bundles[bundle.path] = bundle
        return bundle.path

    def courier() -> Courier | None:
        """Return the ways to the desk of today's policy, where it names one."""
        waited_for = Arguments(**vars(args) | {"silent": False})
        here = Here(anew(), world, waited_for, words)
        return (
            courier_of(here, bundles) if takes_tickets(here.kit.policy.desk) else None
        )

    def moments() -> frozenset[Moment]:
        return moments_now(world.platform.PARTS)

    left, writers = world.platform.notices_file(), world.platform.notice_writers()
    spoken = Spoken(left, writers, moments, args.background)
    kit = replace(kit, anew=anew)
    return world.open_window(kit, words, hand_over, spoken, courier)


def courier_of(here: Here, bundles: Mapping[str, Bundle]) -> Courier:
    """Return the ways to the desk of the policy; ``bundles`` by their path."""
    from agent.cli.enclosing import letter
    from agent.cli.handing import deliver, told
    from agent.cli.send import after_run

    def show(bundle: str, note: str) -> Letter:
        return letter(here, bundles[bundle], note)

    def send(case: Case, bundle: str, note: str) -> Handed:
        parcel = after_run(here, case, bundles[bundle], note)
        said = tuple(told(parcel, here.words)) if parcel else ()
        return Handed(said, sent=bool(parcel and parcel.ref))

    def bring() -> bool:
        return bool(deliver(here, eager=False))

    return Courier(show, send, bring)
