"""The desks, each installed and started once; those that nobody asks stay away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.lab.desk import redmine, request_tracker, roundup, znuny

LABS = {
    "redmine": redmine.Lab,
    "request-tracker": request_tracker.Lab,
    "roundup": roundup.Lab,
    "znuny": znuny.Lab,
}


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Return what starts a desk, unless it runs; all are ended with the session."""
    running = {}

    def started(kind: str) -> object:
        if kind not in running:
            running[kind] = LABS[kind](str(tmp_path_factory.mktemp(kind)))
        return running[kind]

    yield started
    for one in running.values():
        one.close()
