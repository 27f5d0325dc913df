"""``blusser history``: the runs on this PC, newest first."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.render import Line
from agent.cli.world import World
from agent.words import Words


def run(args: Namespace, world: World) -> int:
    """List the runs; a PC without any has an empty list."""
    kit, words = world.kit(args), world.words(args)
    cases = kit.history.cases(args.most) if os.path.exists(kit.history.path) else []
    if args.json:
        import json

        from agent.codec import plain

        runs = {"schema": 1, "cases": [plain(case) for case in cases]}
        sys.stdout.write(json.dumps(runs, ensure_ascii=False) + "\n")
        return Exit.WELL
    from agent.cli.terminal import write

    if not cases:
        write([Line(words.phrase("cli-no-history"), "quiet")])
    for case in cases:
        write(entry(case, words))
    return Exit.WELL


def entry(case: Case, words: Words) -> Iterator[Line]:
    """Yield the lines of one run: when, how it ended, its causes."""
    tones = {"healthy": "well", "repaired": "well", "unsure": "unsure"}
    result = words.phrase(f"result-{case.result}")
    when = case.started.replace("T", " ").removesuffix("Z")
    took = words.number(case.seconds)
    head = words.phrase("cli-history", when=when, result=result, took=took, id=case.id)
    yield Line(head, tones.get(case.result, "trouble"))
    for cause in case.causes:
        title = words.problem(cause.code, "title", cause.facts)
        yield Line(title, style="quiet", indent=2)
