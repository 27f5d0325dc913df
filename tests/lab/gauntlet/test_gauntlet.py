"""Every case of the gauntlet that fits into a run of CI, on a really broken PC."""

from __future__ import annotations

import pytest

from tests.lab.gauntlet.case import every

pytestmark = [pytest.mark.lab, pytest.mark.timeout(180)]
CASES = [case for case in every() if case.ci]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}-{case.name}")
def test_the_cause_is_named_and_nothing_else_is_claimed(case, scores, request):
    score = scores[request.node.nodeid].result()

    assert score.passed, score
