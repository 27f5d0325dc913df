"""argparse, taught to say what is wrong in one sentence."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, NoReturn

from agent import VERSION
from agent.cli.options import COMMANDS, OPTIONS, POSITIONAL, Option, Word
from agent.trouble import BadInput


class Parser(ArgumentParser):
    """Builds its options from ours, and raises ``BadInput`` where a line is wrong."""

    def show_version(self) -> None:
        """Offer ``--version``."""
        self.add_argument("--version", action="version", version=f"blusser {VERSION}")

    def take(self, option: Option) -> None:
        """Offer one of our options."""
        how: dict[str, Any] = {"help": option.help, "default": option.start()}
        if option.kind == "flag":
            how["action"] = "store_true"
        elif option.kind == "many":
            how |= {"action": "append", "metavar": option.metavar}
        elif option.choices:
            how["choices"] = option.choices
        else:
            how["metavar"] = option.metavar
            how["type"] = int if option.kind == "number" else str
        self.add_argument(f"--{option.name}", **how)

    def take_word(self, word: Word) -> None:
        """Offer a word without a name."""
        how: dict[str, Any] = {"help": word.help or None}
        if word.choices:
            how["choices"] = word.choices
        else:
            how["metavar"] = word.name.upper()
        if not word.needed:
            how |= {"nargs": "?", "default": ""}
        self.add_argument(word.name, **how)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        msg = f"blusser: {message}; see «{self.prog} --help»."
        raise BadInput(msg)


def parser(argv: Sequence[str]) -> ArgumentParser:
    """Build argparse's reader of the command that was given; of all for help."""
    whole = Parser(prog="blusser", description="Finds the one cause, and repairs it.")
    whole.show_version()
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = next((word for word in argv if word in COMMANDS), "")
    for name in (given,) if given else COMMANDS:
        one = commands.add_parser(name, help=COMMANDS[name])
        for option in OPTIONS:
            if name in option.commands:
                one.take(option)
        for word in POSITIONAL.get(name, ()):
            one.take_word(word)
    return whole
