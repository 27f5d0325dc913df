"""How workers share out the tests: a lab's machine is built once, by one of them."""

from __future__ import annotations

from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

HERE = Path(__file__).parent
LAB = HERE / "lab"


class ByCompany(LoadScopeScheduling):
    """What belongs together is one piece of work, for the next worker who is free.

    Not by ``xdist_group``: the ids that it writes are lost with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return company(HERE.parent / nodeid.partition("::")[0])


def company(module: Path) -> str:
    """Return the name of what a test module is run together with, by one worker.

    That is its folder where it is a lab that its modules share (a ``conftest.py`` of
    its own), else the module alone.
    """
    folder = module.parent
    shared = is_lab(module) and (folder / "conftest.py").exists()
    return str((folder if shared else module).relative_to(HERE))


def is_lab(module: Path) -> bool:
    """Say whether a test module is of the lab: its parts are long and come first."""
    return LAB in module.parents
