"""A room of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.login.realm import Realm
from tests.lab.room import Room


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """Return a room that is well, and belongs to no realm."""
    made = Room(str(tmp_path))
    try:
        made.sh("rm -f /etc/krb5.keytab /etc/krb5.conf; : >/etc/resolv.conf")
        yield made
    finally:
        made.close()


@pytest.fixture
def realm(room: Room) -> Iterator[Realm]:
    """Return the realm of the room."""
    made = Realm(room)
    try:
        yield made
    finally:
        made.close()
