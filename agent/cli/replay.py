"""``blusser replay``: the diagnosis of another computer, from its bundle."""

from __future__ import annotations

import os
import sys

from agent.case import CaseFile
from agent.cli.exits import code_for
from agent.cli.options import Arguments
from agent.cli.report import Escalation, as_json
from agent.cli.world import World
from agent.value import replace


def run(args: Arguments, world: World) -> int:
    """Diagnose again from the evidence, and show it like a run of its own."""
    from agent.bundle.opening import opened
    from agent.bundle.replay import differences, outages_of, own_rows, replay

    evidence = opened(args.file, args.identity).evidence
    words = world.words(args, own_rows(evidence))
    kept = evidence.case
    file = CaseFile("replay", kept.symptom)
    notes = replay(evidence, world.checks([]), world.fixes(), file.hear)
    same = {"id": kept.id, "started": kept.started, "seconds": kept.seconds}
    again = replace(outages_of(kept, file.case()), **same)
    handed = Escalation(bundle=os.path.abspath(args.file))
    if args.json:
        import json

        report = as_json(again, words, handed)
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        from agent.cli.render import Line, lines
        from agent.cli.terminal import write

        when = words.phrase("cli-replayed", started=kept.started, version=kept.version)
        write([Line(when, style="quiet"), *lines(again, words, Escalation())])
    for note in (*notes, *differences(kept, again)):
        sys.stderr.write(f"{note}\n")
    return code_for(again.result)
