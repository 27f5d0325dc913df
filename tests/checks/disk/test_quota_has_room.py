"""The account may still use more of the disk."""

import pytest

from agent.host.fake.quotas import HALF, FakeQuotas
from agent.policy.model import DiskRules
from agent.value import replace
from checks.disk.quota_has_room import QUOTA_FULL, quota_has_room

RULES = DiskRules(quota_min_free_percent=1)


def ask(**changes):
    return quota_has_room(FakeQuotas(replace(HALF, **changes)), RULES)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"used": int(9.8e9)},
        {"limit": 0, "used": 10**15},
        {"files_limit": 0, "files": 10**9},
    ],
)
def test_whoever_may_use_more_is_healthy(changes):
    assert ask(**changes) is None


def test_whoever_reached_the_limit_is_told():
    assert ask(used=int(9.95e9)) == QUOTA_FULL(
        mount="/home", used=9_950_000_000, limit=10_000_000_000, files=40_000
    )


@pytest.mark.parametrize("changes", [{"files": 99_500}, {"over": True}])
def test_too_many_files_and_a_grace_that_is_over_are_the_same(changes):
    assert ask(**changes).problem == QUOTA_FULL
