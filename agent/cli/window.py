"""``blusser ui``: the window and the tray icon."""

from __future__ import annotations

from agent.cli.options import Arguments
from agent.cli.world import World


def run(args: Arguments, world: World) -> int:
    """Open the window; returns when it is quit."""
    from agent.cli.bundle import write_to_outbox
    from agent.session import Session

    kit, words = world.kit(args), world.words(args)
    return world.open_window(kit, words, Session, write_to_outbox)
