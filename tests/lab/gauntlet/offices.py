"""Offices side by side: each is a process of its own, and takes the next case."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from queue import Empty
from typing import Any

from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.office import Office, scratch
from tests.lab.gauntlet.run import Score, run

LAST = 60.0
"""Seconds in which an office ends its case and closes."""


class Offices:
    """Runs cases in their order, as many at once as there are offices."""

    def __init__(
        self, cases: Sequence[Case], jobs: int, *, peers: bool = False
    ) -> None:
        """Open ``jobs`` offices and begin; ``close`` them, or leave the ``with``."""
        context = get_context("spawn")
        self._todo, self._done = context.Queue(), context.Queue()
        self._left, self._scores = len(cases), dict[str, Score]()
        jobs = min(jobs, len(cases))
        for case in (*cases, *[None] * jobs):
            self._todo.put(case)
        about = (self._todo, self._done, peers)
        self.workers = [
            context.Process(target=_serve, args=about, daemon=True) for _ in range(jobs)
        ]
        for worker in self.workers:
            worker.start()

    def __enter__(self) -> Offices:
        """Return the offices, which are at work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close them."""
        self.close()

    def __iter__(self) -> Iterator[Score]:
        """Yield the scores that are left, as they come."""
        while self._left:
            yield self._next()

    def score_of(self, case: Case) -> Score:
        """Wait for the score of one of the cases."""
        while case.name not in self._scores:
            self._next()
        return self._scores[case.name]

    def close(self) -> None:
        """Take no more cases, and wait until the offices are closed."""
        with suppress(Empty):
            while True:
                self._todo.get_nowait()
        for _ in self.workers:
            self._todo.put(None)
        for worker in self.workers:
            worker.join(LAST)

    def _next(self) -> Score:
        while True:
            with suppress(Empty):
                score: Score = self._done.get(timeout=1)
                self._left -= 1
                self._scores[score.name] = score
                return score
            if lost := [one.exitcode for one in self.workers if one.exitcode]:
                msg = f"an office ended in the middle of its work: exit code {lost[0]}"
                raise RuntimeError(msg)


def _serve(todo: Any, done: Any, peers: bool) -> None:
    """Run case after case in an office, saying each on standard error."""
    folder = scratch()
    office = Office(folder)
    try:
        for case in iter(todo.get, None):
            done.put(score := run(case, office, peers=peers))
            mark = "ok  " if score.passed else "MISS"
            said = score.trouble or ", ".join(score.said) or "nothing"
            sys.stderr.write(f"{mark} {case.name}: {said} ({score.seconds} s)\n")
    finally:
        office.close()
        shutil.rmtree(folder, ignore_errors=True)
