"""Offices side by side: a worker for each, which takes the next case when it is done."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from multiprocessing.util import Finalize
from typing import NoReturn

from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.office import Office, scratch
from tests.lab.gauntlet.run import Score, run

CORES = len(os.sched_getaffinity(0))
PATIENCE = 150
"""Seconds a case may take; the first of a worker builds its office within them."""


@contextmanager
def side_by_side(
    cases: Sequence[Case],
    jobs: int = CORES,
    *,
    peers: bool = False,
    patience: int = PATIENCE,
) -> Iterator[list[Future[Score]]]:
    """Begin all cases, in order, and yield a promise of the score of each.

    Where a worker dies, what it and the others still owe raises ``BrokenProcessPool``.
    """
    jobs = max(1, min(jobs, len(cases)))
    pool = ProcessPoolExecutor(jobs, get_context("spawn"))
    try:
        yield [pool.submit(one, case, peers, patience) for case in cases]
    finally:
        pool.shutdown(cancel_futures=True)


def one(case: Case, peers: bool, patience: int) -> Score:
    """Run a case in this worker's office; one that takes too long is in trouble."""

    def too_long(*_: object) -> NoReturn:
        raise TimeoutError(f"the case took more than {patience} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(patience)
    try:
        return run(case, _office(), peers=peers)
    finally:
        signal.alarm(0)


@cache
def _office() -> Office:
    """Return this worker's office, which goes when the worker does."""
    folder = scratch()
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
    office = Office(folder)
    Finalize(None, office.close, exitpriority=2)
    return office
