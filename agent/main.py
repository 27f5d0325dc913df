"""The composition root: the one place where catalogue, window and machine meet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from agent.check import AnyCheck
from agent.cli import run
from agent.cli.world import World
from agent.fix import AnyFix
from agent.host import here


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    world = World(_checks, _fixes, here(), _open_window)
    return run(sys.argv[1:] if argv is None else argv, world)


def _checks(only: Sequence[str]) -> tuple[AnyCheck, ...]:
    """Import the catalogue; of a single family no more than that family."""
    if list(only) == ["disk"]:
        from checks.disk import ALL
    else:
        from checks import ALL
    return ALL


def _fixes() -> tuple[AnyFix, ...]:
    from fixes import ALL

    return ALL


def _open_window(*args: Any) -> int:
    from ui.app import run as open_window

    return open_window(*args)
