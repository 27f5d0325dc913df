"""Where room is short, it is not because of what was written this week."""

import pytest

from agent.host.fake.disk import ROOMY, FakeDisk
from agent.host.fake.disk_history import FakeDiskGrowth
from agent.host.ports.disk_history import Growth
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.nothing_grew_suddenly import SPACE_GREW, nothing_grew_suddenly

GIGA = 10**9
RULES = DiskRules(min_free_bytes=5 * GIGA, min_free_percent=10)
FULL = replace(ROOMY, free=GIGA, size=100 * GIGA)


def ask(*grown, volume=FULL):
    growth = FakeDiskGrowth(*grown)
    return nothing_grew_suddenly(FakeDisk((volume,)), growth, RULES), growth.asked


def test_while_there_is_room_nobody_looks():
    assert ask(Growth("home", 90 * GIGA), volume=ROOMY) == (None, [])


def test_what_was_written_this_week_and_fills_a_tight_disk_is_told():
    found, asked = ask(
        Growth("home", 4 * GIGA), Growth("cache", 2 * GIGA), Growth("logs", GIGA)
    )

    assert asked == [(FULL.device, 7)]
    assert found == SPACE_GREW(
        mount="/",
        days=7,
        bytes=7 * GIGA,
        own=4 * GIGA,
        temporary=2 * GIGA,
        system=GIGA,
    )


@pytest.mark.parametrize("size", [0, 4 * GIGA])
def test_a_disk_that_was_full_before_is_not_blamed_on_this_week(size):
    assert ask(Growth("home", size))[0] is None
