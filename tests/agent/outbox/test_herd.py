"""An outage of a company is one ticket, and a load that a desk can carry."""

import pytest

from agent.policy.desk import DeskRules
from tests.bench.herd import outage

PCS = 3000


@pytest.mark.parametrize("lag", [1, 120], ids=["quick search", "search that lags"])
def test_one_outage_of_many_pcs_is_one_ticket(lag):
    told = outage(PCS, 4 * 3600, lag, DeskRules())

    assert (told.tickets, told.told) == (1, PCS)
    assert told.under < PCS / 500
    assert told.busiest < PCS / 15
    assert PCS / 3 < told.counted < PCS * 3


def test_the_notes_that_count_are_a_handful_and_an_eighth_more_to_ask(monkeypatch):
    counts = outage(PCS, 4 * 3600, 1, DeskRules())
    monkeypatch.setattr("agent.outbox.crowd.LOOKS", 0)
    without = outage(PCS, 4 * 3600, 1, DeskRules())

    assert 10 < counts.notes < 22
    assert without.notes == 0
    assert counts.requests < without.requests * 1.14


def test_where_notes_too_are_seen_late_more_of_them_say_the_same():
    assert outage(PCS, 4 * 3600, 120, DeskRules()).notes < 100


def test_an_outage_that_is_over_before_it_is_told_costs_the_desk_nothing():
    assert outage(PCS, 25 * 60, 1, DeskRules()).requests == 0


def test_where_all_told_at_once_it_would_be_many():
    """So that the tests above can fail."""
    at_once = DeskRules(outage_wait_minutes=0, outage_spread_minutes=0)

    assert outage(PCS, 4 * 3600, 120, at_once).under > 300
