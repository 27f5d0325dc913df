"""argparse, taught to say what is wrong in one sentence."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, NoReturn

from agent import VERSION
from agent.cli.options import Option
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

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        msg = f"blusser: {message}; see «{self.prog} --help»."
        raise BadInput(msg)
