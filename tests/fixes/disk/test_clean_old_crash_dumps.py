"""Make room by letting go what programs left when they crashed long ago."""

from agent.fix import Refused, Risk
from fixes.disk.clean_old_crash_dumps import clean_old_crash_dumps
from tests.fixes.disk.sweeping import EVERYTHING, refused, swept


def test_only_what_crashes_left_goes_by_the_age_of_evidence_and_only_after_a_yes():
    assert swept(clean_old_crash_dumps, *EVERYTHING) == [
        ("core-dumps", 6),
        ("crash-reports", 6),
    ]
    assert clean_old_crash_dumps.risk is Risk.ASK


def test_evidence_stays_wherever_there_is_room():
    assert refused(clean_old_crash_dumps) == [Refused, Refused]


def test_what_tells_of_a_fault_goes_only_after_a_report():
    assert clean_old_crash_dumps.reported_first
