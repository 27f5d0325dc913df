"""The command line: one module per command, imported when it is used."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from agent import VERSION
from agent.cli.exits import Exit
from agent.cli.world import World
from agent.symptoms import SYMPTOMS
from agent.trouble import BadInput, Busy
from agent.words.phrases import LANGUAGES

COMMANDS = {
    "check": "ask this PC what is wrong, and change nothing",
    "fix": "ask, repair what may be repaired, and ask again",
    "bundle": "write the evidence of the last run for IT",
    "replay": "diagnose again from a bundle, on any computer",
    "history": "list the runs on this PC",
    "checks": "list the questions Blusser can ask",
    "status": "say which policy applies and how the last run ended",
    "ui": "open the window",
}


class _Parser(ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"blusser: {message}; see «{self.prog} --help».\n")
        raise SystemExit(Exit.USAGE)


def run(argv: Sequence[str], world: World) -> int:
    """Carry out a command line and return its exit code."""
    args = _parser(argv).parse_args(argv)
    try:
        return _command(args.command)(args, world)
    except BadInput as trouble:
        sys.stderr.write(f"{trouble}\n")
        return Exit.USAGE
    except Busy as trouble:
        sys.stderr.write(f"{trouble}\n")
        return Exit.FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.FAILED


def _command(name: str) -> Callable[[Namespace, World], int]:
    """Import one command; the names are spelled out for the freezer."""
    match name:
        case "check" | "fix":
            from agent.cli import diagnose as command
        case "bundle":
            from agent.cli import bundle as command  # type: ignore[no-redef]
        case "replay":
            from agent.cli import replay as command  # type: ignore[no-redef]
        case "history":
            from agent.cli import history as command  # type: ignore[no-redef]
        case "checks":
            from agent.cli import checks as command  # type: ignore[no-redef]
        case "status":
            from agent.cli import status as command  # type: ignore[no-redef]
        case _:
            from agent.cli import window as command  # type: ignore[no-redef]
    return command.run


def _parser(argv: Sequence[str]) -> ArgumentParser:
    """Build the parser of the command that was given; of all of them for help."""
    parser = _Parser(prog="blusser", description="Finds the one cause, and repairs it.")
    parser.add_argument("--version", action="version", version=f"blusser {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = next((word for word in argv if word in COMMANDS), "")
    for name in (given,) if given else COMMANDS:
        _options(commands.add_parser(name, help=COMMANDS[name]), name)
    return parser


def _options(parser: ArgumentParser, command: str) -> None:
    add: Callable[..., Any] = parser.add_argument
    add(
        "--policy",
        default="",
        metavar="FILE",
        help="IT's rules, instead of the system's",
    )
    add("--state", default="", metavar="DIR", help="where history and outbox lie")
    add(
        "--lang", default="", choices=("", *LANGUAGES), help="language of the sentences"
    )
    add("--json", action="store_true", help="one JSON object, nothing else")
    if command in ("check", "fix", "bundle"):
        add("--symptom", default="", choices=("", *SYMPTOMS), help="what hurts")
        add("--only", action="append", default=[], metavar="FAMILY_OR_CHECK")
        add("--silent", action="store_true", help="show nothing, ask nothing")
    if command == "fix":
        add("--yes", action="store_true", help="say yes to repairs that ask")
    if command == "bundle":
        add("--output", default="", metavar="FILE", help="where to write it")
        add("--case", default="", metavar="ID", help="another run than the last")
    if command == "replay":
        add("file", metavar="FILE", help="a bundle")
    if command == "history":
        add("--most", type=int, default=20, metavar="N", help="how many runs")
    if command == "checks":
        add("--tree", action="store_true", help="what explains what")
