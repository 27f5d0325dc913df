"""A count is read from notes in any language, and from nothing else."""

import pytest

from agent.desk.model import LaterError
from agent.desk.tally import largest, mark


def test_the_largest_mark_counts_wherever_it_stands():
    texts = [f"Ongeveer 30 pc's. {mark(30)}", mark(5), "About 900 PCs", "[blusser]"]

    assert largest(texts) == 30
    assert largest(["", "50,000 PCs"]) == 0


@pytest.mark.parametrize("odd", ["[blusser-count 9999999999]", "[blusser-count -5]"])
def test_a_number_that_nobody_of_us_wrote_is_none(odd):
    assert largest([odd]) == 0


def test_where_notes_are_missing_none_seen_is_no_zero():
    assert largest([mark(5)], whole=False) == 5
    with pytest.raises(LaterError):
        largest([], whole=False)
