"""A room for each test, and proof that nothing is left of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.lab.disk.volume import loops
from tests.lab.room import Room


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """Return a room that is well."""
    made = Room(str(tmp_path))
    try:
        yield made
    finally:
        made.close()
    until = time.monotonic() + 10
    while str(tmp_path) in loops():
        assert time.monotonic() < until, "a loop device was left behind"
        time.sleep(0.05)
    for image in tmp_path.glob("*.img"):
        image.unlink()
