"""Offices for the cases of the gauntlet that were chosen, one for each core."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.lab.gauntlet.offices import Offices


@pytest.fixture(scope="module")
def offices(request: pytest.FixtureRequest) -> Iterator[Offices]:
    """Return offices that run the chosen cases in the order of their tests."""
    mine = [item for item in request.session.items if "offices" in item.fixturenames]
    with Offices([item.callspec.params["case"] for item in mine], _cores()) as made:
        yield made


def _cores() -> int:
    return len(os.sched_getaffinity(0))
