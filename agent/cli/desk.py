"""``blusser desk test``: proves the desk of the policy before it is needed."""

from __future__ import annotations

import sys

from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.reaching import open_the_desk
from agent.cli.world import World
from agent.desk.model import DeskError
from agent.policy.desk import takes_tickets
from agent.trouble import BadInput


def run(args: Arguments, world: World) -> int:
    """Sign in, look for rights, fields and limits; create nothing.

    Returns 0 when all is there, 1 when not: with one sentence that says what to mend.
    """
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    rules = kit.policy.desk
    if not takes_tickets(rules):
        msg = f"No desk is named in the policy ({kit.policy_source}); set [desk]."
        raise BadInput(msg)
    why = ""
    try:
        open_the_desk(kit, world).preflight()
    except DeskError as trouble:
        why = str(trouble)
    if args.json:
        import json

        said = {"schema": 1, "desk": rules.kind.value, "ready": not why, "why": why}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        from agent.cli.render import Line
        from agent.cli.terminal import write

        well = words.phrase("desk-well", url=rules.url)
        unwell = words.phrase("desk-why", why=why)
        write([Line(unwell, "trouble") if why else Line(well, "well")])
    return Exit.PROBLEMS if why else Exit.WELL
