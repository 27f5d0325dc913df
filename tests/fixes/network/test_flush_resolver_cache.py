"""Forget what the name servers said, so that they are asked again."""

import pytest

from agent.host.fake.network_levers import FakeNameCacheControl
from fixes.network.flush_resolver_cache import flush_resolver_cache


def test_the_cache_is_emptied_once():
    cache = FakeNameCacheControl()

    flush_resolver_cache(cache)

    assert cache.flushed == 1


def test_a_cache_this_account_may_not_empty_says_so():
    with pytest.raises(PermissionError, match="only root"):
        flush_resolver_cache(FakeNameCacheControl(PermissionError("only root may")))
