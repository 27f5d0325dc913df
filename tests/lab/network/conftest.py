"""The lab's world, built once for all network cases, and healed before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.network.program import Program
from tests.lab.network.world import World


@pytest.fixture(scope="session")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(str(tmp_path_factory.mktemp("network-lab")))
    yield world
    world.close()


@pytest.fixture
def world(_world: World) -> World:
    """Return the healthy world."""
    _world.heal()
    return _world


@pytest.fixture
def program(world: World, tmp_path) -> Program:
    """Return the program on the world's PC."""
    return Program(world.pc, str(tmp_path))
