"""``blusser checks``: what Blusser can ask, and what explains what."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from agent.check import AnyCheck
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.world import World
from agent.words import Words


def run(args: Arguments, world: World) -> int:
    """List the checks, as JSON, as the tree of explanations; or the repairs."""
    if args.repairs:
        from agent.cli.repairs import table

        sys.stdout.write("\n".join(table(world.fixes())) + "\n")
        return Exit.WELL
    kit = world.kit(args)
    checks = kit.checks
    if args.json:
        import json

        sys.stdout.write(json.dumps([_entry(check) for check in checks]) + "\n")
    elif args.tree:
        sys.stdout.write("\n".join(tree(checks)) + "\n")
    else:
        words = world.words(args, kit.policy.own, kit.policy.languages)
        sys.stdout.write(words.phrase("checks-title") + "\n")
        _list({check.id: said(check, words) for check in checks})
    return Exit.WELL


def _list(asked: dict[str, str]) -> None:
    """Write a table for a pipe; for a person rows that no terminal breaks in a word."""
    if sys.stdout.isatty():
        from agent.cli.render import Line
        from agent.cli.terminal import write

        pairs = ((Line(k, style="quiet"), Line(v, indent=2)) for k, v in asked.items())
        write(line for pair in pairs for line in pair)
        return
    width = max(map(len, asked))
    for name, question in asked.items():
        sys.stdout.write(f"  {name:{width}}  {question}\n")


def tree(checks: Sequence[AnyCheck]) -> Iterator[str]:
    """Yield every check under each check that directly explains it.

    What stands below a check is drawn once; elsewhere «…» stands for it.
    """
    drawn = set[AnyCheck]()
    for check in checks:
        if not check.explained_by:
            yield from _branch(check, checks, drawn, 0)


def _branch(
    check: AnyCheck, checks: Sequence[AnyCheck], drawn: set[AnyCheck], depth: int
) -> Iterator[str]:
    below = [one for one in checks if check in one.explained_by]
    more = "  …" if below and check in drawn else ""
    yield f"{'    ' * depth}{check.id}{'  (measures)' if check.measures else ''}{more}"
    if not more:
        drawn.add(check)
        for one in below:
            yield from _branch(one, checks, drawn, depth + 1)


def said(check: AnyCheck, words: Words) -> str:
    """Return what a check asks in words for everybody, else in its own."""
    try:
        return words.question(check.id)
    except (KeyError, OSError):
        return _question(check)


def _question(check: AnyCheck) -> str:
    return (check.ask.__doc__ or "").partition("\n")[0]


def _entry(check: AnyCheck) -> dict[str, object]:
    return {
        "id": check.id,
        "question": _question(check),
        "explained_by": [upstream.id for upstream in check.explained_by],
        "timeout": check.timeout,
        "measures": check.measures,
    }
