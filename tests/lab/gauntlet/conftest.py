"""One office for all cases of the gauntlet; each gets a PC of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab.gauntlet.office import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return the office, without a PC."""
    made = Office(str(tmp_path_factory.mktemp("office")))
    yield made
    made.close()
