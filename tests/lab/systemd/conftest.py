"""The booted PC, one for all cases; each heals what it broke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.systemd.machine import Machine
from tests.lab.systemd.program import Program
from tests.lab.systemd.tree import tree


@pytest.fixture(scope="session")
def _pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tree(), str(tmp_path_factory.mktemp("pc")))
    yield machine
    machine.close()


@pytest.fixture
def pc(_pc: Machine) -> Iterator[Machine]:
    """Return the PC; afterwards it is healed."""
    yield _pc
    _pc.heal()


@pytest.fixture
def program(pc: Machine) -> Program:
    """Return the program on the PC."""
    return Program(pc)
