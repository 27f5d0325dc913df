"""A room for each test, and proof that nothing is left of it."""

from __future__ import annotations

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
    assert str(tmp_path) not in loops()
