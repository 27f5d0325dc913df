"""Make room by removing what nobody has touched for long."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.disk import ROOMY, FakeDisk, FakeDiskControl
from agent.host.ports.disk import Eater
from agent.host.ports.freed import Freed
from agent.moment import Moment
from fixes.disk.clean_temp_and_caches import clean_temp_and_caches
from tests.fixes.disk.sweeping import EVERYTHING, RULES, TIGHT, refused, swept


def test_each_place_is_cleaned_by_its_own_age_and_no_other_place_is():
    assert swept(clean_temp_and_caches, *EVERYTHING) == [
        ("temp", 3),
        ("lasting-temp", 4),
        ("cache", 4),
    ]
    assert clean_temp_and_caches.risk is Risk.SAFE


def test_where_there_is_room_or_none_of_it_lies_nothing_is_touched():
    assert refused(clean_temp_and_caches) == [Refused, Refused]


def test_what_this_account_may_not_remove_stays_and_that_is_said():
    others = Eater("temp", 10**9, 5, removable=False)

    with pytest.raises(PermissionError):
        swept(clean_temp_and_caches, others)
    assert swept(clean_temp_and_caches, others, Eater("cache", 1, 1)) == [("cache", 4)]


def test_a_drive_that_fails_is_not_made_to_work():
    assert Moment.DRIVE_FAILING in clean_temp_and_caches.not_during


def test_how_much_room_it_made_is_told():
    volumes = (ROOMY, TIGHT)
    disk, levers = FakeDisk(volumes, {"/dev/sdb1": EVERYTHING}), FakeDiskControl(7)

    assert clean_temp_and_caches(disk, levers, RULES) == Freed(21, 1, 1)
