"""What is old or too much goes, and never all of it."""

from contextlib import closing

import pytest

from agent.history import History
from agent.policy.retention import RetentionRules
from agent.pruning import FEW
from agent.value import replace
from tests.agent.test_case import case_of
from tests.agent.toy import Tanks


@pytest.fixture
def history(tmp_path):
    with closing(History(str(tmp_path))) as made:
        yield made


def fill(history, number, started="2026-11-27T02:00:00Z", text=""):
    case, file = case_of(Tanks())
    for at in range(number):
        one = replace(case, id=f"{started}-{at:04}", started=started, symptom=text)
        history.keep(one, file.askings, 10_000)


def dates(history):
    return [case.started[:4] for case in history.cases(1000)]


def test_what_is_too_old_goes_but_for_the_newest_few(history):
    fill(history, FEW + 5, "2001-01-01T00:00:00Z")
    history.prune(RetentionRules())

    assert dates(history) == ["2001"] * FEW


def test_what_is_not_too_old_stays(history):
    fill(history, 3, "2001-01-01T00:00:00Z")
    fill(history, FEW + 5, "2999-01-01T00:00:00Z")
    history.prune(RetentionRules())

    assert dates(history) == ["2999"] * (FEW + 5)


def test_of_what_is_too_much_the_oldest_go(history, tmp_path):
    fill(history, 60, "2999-01-01T00:00:00Z", "x" * 20_000)
    history.prune(RetentionRules(history_bytes=1_000_000))
    left = [case.id for case in history.cases(1000)]

    assert FEW < len(left) < 30
    assert left[0].endswith("-0059")
    size = (tmp_path / "history.sqlite").stat().st_size
    fill(history, 1, "2999-01-02T00:00:00Z", "x" * 20_000)
    assert (tmp_path / "history.sqlite").stat().st_size == size


def test_the_newest_few_stay_however_large(history):
    fill(history, FEW + 3, "2999-01-01T00:00:00Z", "x" * 200_000)
    history.prune(RetentionRules(history_bytes=1_000_000))

    assert len(dates(history)) == FEW


def test_what_was_tried_this_week_goes_last(history):
    """The breaker goes by it, and whoever may ask the service adds runs at will."""
    case, file = case_of(Tanks(well=0))
    history.keep(case, file.askings, 10_000)
    fill(history, 60, "2999-01-01T00:00:00Z", "x" * 20_000)
    history.prune(RetentionRules(history_bytes=1_000_000))

    assert case.steps
    assert history.has(case.id)
    assert len(history.cases(1000)) < 30
