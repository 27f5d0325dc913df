"""The desks, each installed and started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.lab.desk import redmine, request_tracker, roundup, znuny
from tests.lab.desk.layer import layers

LABS = {
    "redmine": redmine.Lab,
    "request-tracker": request_tracker.Lab,
    "roundup": roundup.Lab,
    "znuny": znuny.Lab,
}
INSTALLED = {
    "redmine": redmine.INSTALL,
    "request-tracker": request_tracker.INSTALL,
    "znuny": znuny.INSTALL,
}


@pytest.fixture(scope="session")
def start(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], object]]:
    """Return what starts a desk, unless it runs; all end with the session.

    Those that a test of this session asks for are installed at the same time.
    """
    asked = "".join(one.nodeid for one in request.session.items).replace("_", "-")
    wanted = [kind for kind in INSTALLED if kind in asked]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda kind: layers(kind, INSTALLED[kind]), wanted))
    running: dict[str, object] = {}

    def started(kind: str) -> object:
        if kind not in running:
            running[kind] = LABS[kind](str(tmp_path_factory.mktemp(kind)))
        return running[kind]

    yield started
    for one in running.values():
        one.close()
