"""Make room by letting go what was thrown away long ago."""

from agent.fix import Refused, Risk
from agent.model import Account
from fixes.disk.empty_old_trash import empty_old_trash
from tests.fixes.disk.sweeping import EVERYTHING, refused, swept


def test_only_the_trash_is_emptied_by_its_age_and_only_after_a_yes():
    assert swept(empty_old_trash, *EVERYTHING) == [("trash", 5)]
    assert empty_old_trash.risk is Risk.ASK


def test_where_there_is_room_or_none_of_it_lies_nothing_is_touched():
    assert refused(empty_old_trash) == [Refused, Refused]


def test_nobody_empties_the_trash_of_somebody_else():
    assert empty_old_trash.runs_as is Account.USER
