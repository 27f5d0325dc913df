"""Every bundle in this folder still gives the diagnosis that is inside it."""

from pathlib import Path

import pytest

from agent.bundle.replay import differences, replay
from agent.bundle.unpack import read_bundle
from agent.case import CaseFile
from checks import catalogue as checks
from fixes import catalogue as fixes

BUNDLES = sorted(Path(__file__).parent.glob("*.zip"))


def test_there_are_some():
    assert BUNDLES


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_solved_ticket_stays_solved(path):
    evidence = read_bundle(str(path))
    then, file = evidence.case, CaseFile("replay")
    notes = replay(evidence, checks.ALL, fixes.ALL, file.hear)
    now = file.case()

    assert notes == ()
    assert differences(then, now) == ()
    assert (now.result, now.causes) == (then.result, then.causes)
    assert (now.before, now.after) == (then.before, then.after)
