"""An office for each core; each case gets a PC of its own in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from tests.lab.gauntlet.run import Score
from tests.lab.gauntlet.work import side_by_side
from tests.lab.systemd.tree import tree


@pytest.fixture(scope="module")
def scores(request: pytest.FixtureRequest) -> Iterator[dict[str, Future[Score]]]:
    """Begin the cases of the tests that were chosen; promise each test its score.

    They begin in the order of the tests: who waits, waits for a case that goes on.
    """
    tree()
    chosen = [one for one in request.session.items if one.path == request.path]
    cases = [one.callspec.params["case"] for one in chosen]
    with side_by_side(cases) as promises:
        yield dict(zip([one.nodeid for one in chosen], promises, strict=True))
