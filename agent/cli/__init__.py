"""The command line: one module per command, imported when it is used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from agent.cli.exits import Exit
from agent.cli.options import Arguments, quick
from agent.cli.world import World
from agent.trouble import BadInput, Busy


def run(argv: Sequence[str], world: World) -> int:
    """Carry out a command line and return its exit code."""
    try:
        args = read(argv)
        return _command(args.command)(args, world)
    except (BadInput, Busy) as trouble:
        from agent.cli.misuse import told

        sys.stderr.write(f"{told(trouble, argv)}\n")
        return Exit.USAGE if isinstance(trouble, BadInput) else Exit.FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.FAILED


def read(argv: Sequence[str]) -> Arguments:
    """Return what a command line says; raise ``BadInput`` where it is wrong.

    Help and the version end the process, as argparse does.
    """
    if said := quick(argv):
        return said
    from agent.cli.parser import parser

    try:
        return Arguments(**vars(parser(argv).parse_args(argv)))
    except BadInput as refused:
        from agent.cli.mistakes import mistake

        raise mistake(argv) or refused from refused


def _command(  # noqa: C901, PLR0912 - one case for each command
    name: str,
) -> Callable[[Arguments, World], int]:
    """Import one command; the names are spelled out for the freezer."""
    match name:
        case "check" | "fix":
            from agent.cli import diagnose as command
        case "bundle":
            from agent.cli import bundle as command  # type: ignore[no-redef]
        case "send":
            from agent.cli import send as command  # type: ignore[no-redef]
        case "desk":
            from agent.cli import desk as command  # type: ignore[no-redef]
        case "replay":
            from agent.cli import replay as command  # type: ignore[no-redef]
        case "open":
            from agent.cli import opening as command  # type: ignore[no-redef]
        case "history":
            from agent.cli import history as command  # type: ignore[no-redef]
        case "checks":
            from agent.cli import checks as command  # type: ignore[no-redef]
        case "speed":
            from agent.cli import speed as command  # type: ignore[no-redef]
        case "service":
            from agent.cli import service as command  # type: ignore[no-redef]
        case "policy":
            from agent.cli import policy as command  # type: ignore[no-redef]
        case "status":
            from agent.cli import status as command  # type: ignore[no-redef]
        case _:
            from agent.cli import window as command  # type: ignore[no-redef]
    return command.run
