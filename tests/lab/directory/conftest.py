"""A controller and a desk with a cable between them; each case heals them first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.lab.directory.desk import Desk
from tests.lab.directory.directory import Directory
from tests.lab.network.namespace import Namespace, sweep
from tests.lab.room import EMPLOYEE


@pytest.fixture(scope="session")
def servers() -> Iterator[Namespace]:
    """Return the network of the servers."""
    sweep()
    made = Namespace("directory")
    try:
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="module")
def _desk(
    tmp_path_factory: pytest.TempPathFactory, servers: Namespace
) -> Iterator[Desk]:
    made = Desk(str(tmp_path_factory.mktemp("desk")), servers)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def _directory(
    tmp_path_factory: pytest.TempPathFactory, servers: Namespace
) -> Iterator[Directory]:
    with serving(servers, str(tmp_path_factory.mktemp("directory"))) as made:
        yield made


@pytest.fixture
def desk(_desk: Desk) -> Desk:
    """Return the employee's machine."""
    _desk.heal()
    return _desk


@pytest.fixture
def directory(_directory: Directory, desk: Desk) -> Directory:
    """Return the controller, to which the desk is joined."""
    _directory.heal(EMPLOYEE)
    desk.join(_directory.key())
    return _directory


@contextmanager
def serving(servers: Namespace, folder: str, ahead: str = "") -> Iterator[Directory]:
    """Start a controller of one's own, to be broken for good."""
    made = Directory(f"/run/netns/{servers.name}", folder, ahead=ahead)
    try:
        yield made
    finally:
        made.close()
