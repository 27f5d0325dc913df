"""Make room by removing what nobody has touched for long."""

from agent.host.fake.disk import ROOMY, FakeDisk, FakeDiskControl
from agent.host.ports.disk import Eater
from agent.policy.model import DiskRules
from agent.value import replace
from fixes.disk.clean_temp_and_caches import clean_temp_and_caches

TIGHT = replace(ROOMY, mount="/home", device="/dev/sdb1", free=1)
RULES = DiskRules(temp_days=3, cache_days=4, trash_days=5)


def cleaned(volumes, *eaters):
    levers = FakeDiskControl()
    clean_temp_and_caches(FakeDisk(volumes, {"/dev/sdb1": eaters}), levers, RULES)
    return levers.cleaned


def test_each_place_is_cleaned_by_its_own_age():
    places = ("temp", "lasting-temp", "cache", "trash", "packages")

    assert cleaned((ROOMY, TIGHT), *(Eater(place, 1, 1) for place in places)) == [
        ("temp", 3),
        ("lasting-temp", 4),
        ("cache", 4),
        ("trash", 5),
        ("packages", 4),
    ]


def test_what_this_account_may_not_remove_stays():
    assert cleaned((TIGHT,), Eater("logs", 10**9, 5, removable=False)) == []


def test_a_disk_with_room_is_left_alone():
    roomy = replace(TIGHT, free=TIGHT.size)

    assert cleaned((roomy,), Eater("cache", 10**9, 5)) == []
