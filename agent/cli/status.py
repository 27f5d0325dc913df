"""``blusser status``: which rules apply, where things lie, how the last run ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from time import time

from agent import VERSION
from agent.bundle import is_bundle
from agent.cli.exits import Exit
from agent.cli.history import entry
from agent.cli.options import Arguments
from agent.cli.render import Line
from agent.cli.waiting import lines, rows
from agent.cli.world import World, rules_named
from agent.history import History
from agent.journal import OPEN, Journal, Mark
from agent.outbox.parcel import Spool
from agent.outbox.post import pending
from agent.words import Words


def run(args: Arguments, world: World) -> int:
    """Show the state of Blusser itself; asks the machine nothing."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    box = kit.outbox
    with closing(History(kit.state)) as history:
        last = next(iter(history.cases(1)), None)
    journal = Journal(kit.state)
    cut_short, aside = journal.count(*OPEN), journal.count(Mark.ASIDE, Mark.DAMAGED)
    spool = Spool(box)
    unsent = pending(spool)
    on_its_way = (unsent, spool.standing(), kit.policy.desk, time())
    waiting = _reports(box)
    if args.json:
        import json

        status = {
            "schema": 1,
            "version": VERSION,
            "policy": kit.policy_source,
            "warnings": list(kit.warnings),
            "state": kit.state,
            "outbox": box,
            "waiting": waiting,
            "unsent": len(unsent),
            "parcels": rows(*on_its_way),
            "journal": {"open": cut_short, "aside": aside},
            "last": {"case": last.id, "result": last.result} if last else None,
        }
        sys.stdout.write(json.dumps(status, ensure_ascii=False) + "\n")
        return Exit.WELL
    from agent.cli.terminal import write

    rules = rules_named(kit.policy_source, words)
    write(
        [
            Line(f"Blusser {VERSION}", style="bold"),
            Line(words.phrase("status-policy", source=rules), indent=2),
            *(Line(said, "trouble", indent=2) for said in kit.warnings),
            Line(words.phrase("status-state", path=kit.state), indent=2),
            Line(words.phrase("status-waiting", count=waiting, path=box), indent=2),
            *_unsent(len(unsent), words),
            *lines(*on_its_way, words),
            *_repairs(cut_short, aside, journal.folder, words),
            *(entry(last, words) if last else [Line(words.phrase("cli-no-history"))]),
        ]
    )
    return Exit.WELL


def _reports(box: str) -> int:
    """Return how many reports lie in the outbox."""
    names = os.listdir(box) if os.path.isdir(box) else []
    return sum(map(is_bundle, names))


def _unsent(unsent: int, words: Words) -> Iterator[Line]:
    """Yield how many are on their way to the desk, where any is."""
    if unsent:
        yield Line(words.phrase("desk-waiting", count=unsent), "ask", indent=2)


def _repairs(cut_short: int, aside: int, path: str, words: Words) -> Iterator[Line]:
    """Yield what was begun and not ended, where there is anything."""
    if cut_short:
        phrase = words.phrase("status-cut-short", count=cut_short)
        yield Line(phrase, "ask", indent=2)
    if aside:
        phrase = words.phrase("status-aside", count=aside, path=path)
        yield Line(phrase, "trouble", indent=2)
