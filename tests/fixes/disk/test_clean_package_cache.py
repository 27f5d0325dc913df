"""Make room by removing installed packages' files, which can be fetched again."""

import pytest

from agent.fix import Refused, Risk
from agent.host.ports.disk import Eater
from agent.moment import Moment
from checks.disk.system_disk_has_room import SYSTEM_DISK_FULL
from fixes.disk.clean_package_cache import clean_package_cache
from tests.fixes.disk.sweeping import EVERYTHING, refused, swept


def test_only_the_package_cache_is_cleaned_and_only_while_nobody_updates():
    assert swept(clean_package_cache, *EVERYTHING) == [("packages", 4)]
    assert clean_package_cache.risk is Risk.SAFE
    assert Moment.UPDATING in clean_package_cache.not_during


def test_where_there_is_room_or_none_of_it_lies_nothing_is_touched():
    assert refused(clean_package_cache) == [Refused, Refused]


def test_an_employee_whose_disk_is_full_is_told_that_it_needs_more_rights():
    with pytest.raises(PermissionError):
        swept(clean_package_cache, Eater("packages", 10**9, 5, removable=False))
    assert clean_package_cache.helps(SYSTEM_DISK_FULL)
