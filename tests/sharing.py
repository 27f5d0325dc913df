"""How workers share out the tests: a lab's machine is built once, by one of them."""

from __future__ import annotations

from pathlib import Path

LAB = Path(__file__).parent / "lab"


def company(module: Path) -> str:
    """Return the name of what a test module is run together with, by one worker.

    That is its folder where it is a lab that its modules share (a ``conftest.py`` of
    its own), else the module alone.
    """
    folder = module.parent
    shared = is_lab(module) and (folder / "conftest.py").exists()
    return str((folder if shared else module).relative_to(LAB.parent))


def is_lab(module: Path) -> bool:
    """Say whether a test module is of the lab: its parts are long and come first."""
    return LAB in module.parents
