"""Forget what the name servers said, so that they are asked again."""

from agent.fix import Risk, fix
from agent.host.ports.network_levers import NameCacheControl
from agent.model import Account
from checks.network.name_cache_answers import STALE_NAMES


@fix(repairs=(STALE_NAMES,), risk=Risk.SAFE, runs_as=Account.SYSTEM, settle=0.5)
def flush_resolver_cache(cache: NameCacheControl) -> None:
    """Empty the local cache of names; the next question goes to the servers."""
    cache.flush()
