"""``blusser bundle``: the evidence of a run, for IT."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.world import World, outbox_of
from agent.history import History
from agent.host.transcript import Asking
from agent.session import Kit
from agent.trouble import BadInput
from agent.words import Words

KEPT = 20
"""Bundles that stay in the local outbox; a scheduled run must not fill the disk."""


def run(args: Arguments, world: World) -> int:
    """Write the bundle of a run, of a new one where none is kept, and say where."""
    words, kit = world.words(args), world.kit(args)
    case, askings = _kept(kit, args) or _fresh(kit, args, words)
    try:
        path = (
            _write(os.path.abspath(args.output), world, case, askings, words)
            if args.output
            else write_to_outbox(kit, world, case, askings, words)
        )
    except OSError as trouble:
        place = args.output or outbox(kit)
        msg = f"The bundle cannot be written to {place}: {trouble.strerror}."
        raise BadInput(msg) from trouble
    if args.json:
        import json

        sys.stdout.write(
            json.dumps({"schema": 1, "bundle": path, "case": case.id}) + "\n"
        )
    elif not args.silent:
        from agent.cli.render import Line
        from agent.cli.terminal import write

        write([Line(words.phrase("cli-bundle", path=path), "well")])
        write([Line(words.phrase("nothing-leaves"), style="quiet")])
    return Exit.WELL


def outbox(kit: Kit) -> str:
    """Return the folder in which bundles wait for somebody to fetch or send them."""
    return outbox_of(kit.policy, kit.state)


def write_to_outbox(
    kit: Kit, world: World, case: Case, askings: Sequence[Asking], words: Words
) -> str:
    """Write a bundle into the outbox, drop the oldest, and return its path."""
    folder = outbox(kit)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = _write(folder, world, case, askings, words)
    mine = sorted(f for f in os.listdir(folder) if f.startswith("blusser-2"))
    for name in [f for f in mine if f.endswith(".zip")][:-KEPT]:
        os.unlink(os.path.join(folder, name))
    return path


def _write(
    place: str, world: World, case: Case, askings: Sequence[Asking], words: Words
) -> str:
    from agent.bundle.pack import write_bundle

    here = world.platform
    return str(
        write_bundle(place, case, askings, here.about(), here.known_values(), words)
    )


def _kept(kit: Kit, args: Arguments) -> tuple[Case, list[Asking]] | None:
    with closing(History(kit.state)) as history:
        found = history.find(args.case)
    if args.case and not found:
        msg = f"There is no run {args.case!r} in {kit.state}; see «blusser history»."
        raise BadInput(msg)
    return found


def _fresh(kit: Kit, args: Arguments, words: Words) -> tuple[Case, list[Asking]]:
    from agent.cli.diagnose import carry_out

    session, case = carry_out(kit, args, words, None)
    return case, session.askings
