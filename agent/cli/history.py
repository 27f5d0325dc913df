"""``blusser history``: the runs on this PC, newest first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.render import Line, recovered
from agent.cli.world import World
from agent.history import History
from agent.trouble import BadInput
from agent.words import Words


def run(args: Arguments, world: World) -> int:
    """List the runs; a PC without any has an empty list."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    if args.most < 1:
        raise BadInput(words.phrase("usage-most"))
    with closing(History(kit.state)) as history:
        cases = history.cases(args.most)
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
    """Yield the lines of one run: when by the clock here, how it ended, its causes."""
    tones = {"healthy": "well", "repaired": "well", "unsure": "unsure"}
    result = words.phrase(f"result-{case.result}")
    when = f"{datetime.fromisoformat(case.started).astimezone():%Y-%m-%d %H:%M:%S}"
    took = words.took(case.seconds)
    head = words.phrase("cli-history", when=when, result=result, took=took, id=case.id)
    yield Line(head, tones.get(case.result, "trouble"))
    for cause in case.causes:
        title = words.problem(cause.code, "title", cause.facts)
        yield Line(title, style="quiet", indent=2)
    yield from recovered(case, words)
