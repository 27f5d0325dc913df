"""Make room by letting go logs that were closed long ago."""

import pytest

from agent.fix import Refused, Risk
from agent.host.ports.disk import Eater
from fixes.disk.vacuum_journal import vacuum_journal
from tests.fixes.disk.sweeping import EVERYTHING, refused, swept


def test_only_logs_go_that_are_older_than_evidence_is_kept_and_only_after_a_yes():
    assert swept(vacuum_journal, *EVERYTHING) == [("logs", 6)]
    assert vacuum_journal.risk is Risk.ASK


def test_evidence_stays_wherever_there_is_room():
    assert refused(vacuum_journal) == [Refused, Refused]


def test_an_employee_may_not():
    with pytest.raises(PermissionError):
        swept(vacuum_journal, Eater("logs", 10**9, 5, removable=False))


def test_what_tells_of_a_fault_goes_only_after_a_report():
    assert vacuum_journal.reported_first
