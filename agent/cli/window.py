"""``blusser ui``: the window and the tray icon."""

from __future__ import annotations

from collections.abc import Sequence

from agent.case import Case
from agent.cli.options import Arguments
from agent.cli.world import World
from agent.host.transcript import Asking
from agent.moment import Moment
from agent.session import Kit
from agent.told import Spoken, moments_now
from agent.value import replace


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

    def hand_over(case: Case, askings: Sequence[Asking]) -> str:
        return write_to_outbox(anew(), world, case, askings, words)

    def moments() -> frozenset[Moment]:
        return moments_now(world.platform.PARTS)

    left = world.platform.notices_file()
    spoken = Spoken(left, moments, args.background)
    return world.open_window(replace(kit, anew=anew), words, hand_over, spoken)
