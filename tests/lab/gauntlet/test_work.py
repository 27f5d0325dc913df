"""What happens to cases side by side when a worker does not do its work."""

from __future__ import annotations

import multiprocessing
from concurrent.futures.process import BrokenProcessPool

import pytest

from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.work import side_by_side

pytestmark = [pytest.mark.lab, pytest.mark.timeout(180)]
HEALTHY = Case(summary="A PC on which nothing is broken.", name="healthy")


def test_a_worker_that_dies_leaves_no_case_without_an_error():
    others = set(multiprocessing.active_children())
    with side_by_side([HEALTHY] * 3, 2) as promises:
        (set(multiprocessing.active_children()) - others).pop().kill()
        errors = [promise.exception() for promise in promises]

    assert [type(error) for error in errors] == [BrokenProcessPool] * 3


def test_a_case_that_takes_too_long_is_ended():
    """Where its office was ready by then, its score says so and is no pass."""
    with side_by_side([HEALTHY], patience=1) as promises:
        ended = promises[0].exception() or promises[0].result().trouble

    assert "the case took more than 1 s" in str(ended)


def test_what_nobody_waits_for_any_more_is_not_begun():
    with side_by_side([HEALTHY] * 9, 1, patience=1) as promises:
        pass

    assert promises[-1].cancelled()
