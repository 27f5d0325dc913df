"""One worker of the gauntlet: an office of its own, and cases one after another."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.office import Office, scratch
from tests.lab.gauntlet.run import Score, run


def all_of(cases: Sequence[Case], peers: bool) -> list[Score]:
    """Run the cases in order, saying each on standard error as it is done."""
    folder = scratch()
    office = Office(folder)
    scores = []
    try:
        for case in cases:
            scores.append(score := run(case, office, peers=peers))
            mark = "ok  " if score.passed else "MISS"
            said = score.trouble or ", ".join(score.said) or "nothing"
            sys.stderr.write(f"{mark} {case.name}: {said} ({score.seconds} s)\n")
    finally:
        office.close()
        shutil.rmtree(folder, ignore_errors=True)
    return scores
