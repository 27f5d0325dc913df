"""The disk will not be full by tomorrow."""

import pytest

from agent.host.fake.disk import ROOMY, FakeDisk
from agent.host.fake.disk_history import FakeDiskGrowth, FakeDiskHistory
from agent.host.ports.disk_history import Growth
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.disk_not_filling_up import disk_not_filling_up

GIGA = 10**9
RULES = DiskRules(min_free_bytes=GIGA, fills_up_hours=24)
NOW = replace(ROOMY, free=20 * GIGA, size=100 * GIGA)
STEADY = [(20 + 2 * hour) * GIGA for hour in range(20, 0, -1)]
"""Two gigabytes an hour, for twenty hours: full in ten."""


def ask(seen, volume=NOW, grown=()):
    history, growth = FakeDiskHistory(sda2=seen), FakeDiskGrowth(*grown)
    return disk_not_filling_up(FakeDisk((volume,)), history, growth, RULES)


def test_a_disk_nobody_ever_looked_at_is_healthy():
    assert ask([]) is None


def test_a_steady_loss_that_ends_within_a_day_is_told_with_what_grew():
    found = ask(STEADY, grown=[Growth("cache", 9 * GIGA)])

    assert found.problem.code == "disk-fills-up"
    assert found.facts["left"] == pytest.approx(10 * 3600, rel=0.02)
    assert found.facts["grew"] == [{"place": "cache", "bytes": 9 * GIGA}]


@pytest.mark.parametrize(
    "seen",
    [
        [NOW.free] * 20,
        [20 * GIGA + hour for hour in range(20, 0, -1)],
        STEADY[:4],
        [*STEADY[:-1], NOW.free - GIGA],
        [*[90 * GIGA] * 10, *[21 * GIGA] * 10],
        [60 * GIGA - hour * GIGA for hour in range(20, 0, -1)],
    ],
    ids=[
        "nearly full as it always was",
        "slowly",
        "seen too seldom",
        "there was less room before",
        "one large copy, and nothing since",
        "nothing is lost any more",
    ],
)
def test_what_is_no_steady_loss_is_healthy(seen):
    assert ask(seen) is None


def test_one_quick_copy_is_not_drawn_out_to_the_day_after():
    """Five hours of copying say nothing about the thirteen that the disk would last."""
    assert ask([NOW.free + 3 * GIGA * hour // 2 for hour in range(5, 0, -1)]) is None


def test_a_disk_more_than_half_empty_is_not_asked_about():
    seen = [free + 10 * GIGA for free in STEADY]

    assert ask(seen, replace(NOW, free=30 * GIGA, size=80 * GIGA))
    assert ask(seen, replace(NOW, free=30 * GIGA, size=59 * GIGA)) is None


def test_a_disk_that_is_full_or_read_only_is_told_elsewhere():
    seen = [GIGA * n for n in range(20, 0, -1)]

    assert ask(seen, replace(NOW, free=GIGA // 10)) is None
    assert ask(STEADY, replace(NOW, read_only=True)) is None
