"""Every case of the gauntlet that fits into a run of CI, on a really broken PC."""

from __future__ import annotations

import pytest

from tests.lab.gauntlet.case import every
from tests.lab.gauntlet.offices import Offices

pytestmark = [pytest.mark.lab, pytest.mark.timeout(180)]
CASES = [case for case in every() if case.ci]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}-{case.name}")
def test_the_cause_is_named_and_nothing_else_is_claimed(case, offices):
    score = offices.score_of(case)

    assert score.passed, score


def test_an_office_that_dies_is_told_and_not_waited_for():
    with Offices(CASES[:1], 1) as offices:
        offices.workers[0].kill()

        with pytest.raises(RuntimeError, match="exit code -9"):
            offices.score_of(CASES[0])
