"""A booted PC with the service installed, one for all cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.service.installed import Desk
from tests.lab.systemd.machine import Machine
from tests.lab.systemd.tree import tree


@pytest.fixture(scope="session")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    pc = Machine(tree(), str(tmp_path_factory.mktemp("pc")))
    try:
        yield Desk(pc)
    finally:
        pc.close()


@pytest.fixture
def desk(_desk: Desk) -> Iterator[Desk]:
    """Return the PC; afterwards nobody sits at it and it is healed."""
    _desk.begin()
    yield _desk
    _desk.end()
