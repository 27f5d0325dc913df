"""Where room is short, it is not for things that may go."""

import pytest

from agent.host.fake.disk import ROOMY, FakeDisk
from agent.host.ports.disk import Eater
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.nothing_eats_the_space import SPACE_EATEN, nothing_eats_the_space

RULES = DiskRules(min_free_bytes=1_000_000, min_free_percent=10)
TIGHT = replace(ROOMY, device="/dev/sdb1", free=400_000, size=50_000_000)
CROWDED = replace(ROOMY, device="/dev/sdb1", free_files=10, files=1000)


def ask(volume, *eaters):
    disk = FakeDisk((ROOMY, volume), {"/dev/sdb1": eaters})
    return nothing_eats_the_space(disk, RULES), disk


def test_nothing_is_measured_while_there_is_room():
    finding, disk = ask(ROOMY, Eater("cache", 10**9, 1))

    assert finding is None
    assert disk.walked == []


def test_only_the_tight_volume_is_measured():
    finding, disk = ask(TIGHT)

    assert finding is None
    assert disk.walked == ["/dev/sdb1"]


def test_what_makes_enough_room_is_worth_cleaning():
    finding, _ = ask(TIGHT, Eater("cache", 500_000, 7), Eater("temp", 100_000, 2))

    assert finding == SPACE_EATEN(
        mount="/",
        eaters=[
            {"place": "cache", "bytes": 500_000, "files": 7},
            {"place": "temp", "bytes": 100_000, "files": 2},
        ],
        bytes=600_000,
        files=9,
    )


def test_a_twentieth_of_the_disk_is_worth_cleaning_even_if_more_is_missing():
    wide = DiskRules(min_free_bytes=10**9, min_free_percent=90)
    eaters = {"/dev/sdb1": (Eater("cache", 2_500_000, 1),)}

    assert nothing_eats_the_space(FakeDisk((TIGHT,), eaters), wide)


@pytest.mark.parametrize("size", [0, 599_999])
def test_what_is_less_than_missing_and_a_small_share_is_not_the_cause(size):
    assert ask(TIGHT, Eater("cache", size, 1))[0] is None


def test_many_small_files_are_worth_cleaning_where_files_run_out():
    assert ask(CROWDED, Eater("cache", 0, 40))[0].facts["files"] == 40


def test_few_files_are_not_the_cause_where_files_run_out():
    assert ask(CROWDED, Eater("cache", 10**9, 39))[0] is None


def test_what_this_account_may_not_remove_is_not_the_cause():
    assert ask(TIGHT, Eater("packages", 10**9, 7, removable=False))[0] is None
