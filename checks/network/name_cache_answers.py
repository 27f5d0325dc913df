"""The memory of this machine for names does its work."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.names_resolve import known, names_resolve
from checks.services.name_service_runs import name_service_runs

NAME_CACHE_SILENT = Problem("name-cache-silent", Severity.BLOCKING)
STALE_NAMES = Problem("stale-names", Severity.BLOCKING, facts=("names",))


@check(explained_by=(names_resolve, name_service_runs), measures=True, proves=False)
def name_cache_answers(servers: NameServers, rules: NetworkRules) -> Finding | None:
    """It answers when the servers behind it do, and knows what they know.

    It waits as long as a dead server makes it wait, and believes the one that it asks;
    then it is not to blame.
    """
    cache, asked = servers.cache(), servers.upstream()
    if not cache or cache in asked or not rules.names:
        msg = "this PC asks its name servers itself"
        raise PartMissing(msg)
    replies = servers.ask((*asked, cache), rules.names)
    outside = tuple(reply for reply in replies if reply.server != cache)
    cached = [reply for reply in replies if reply.server == cache]
    if all(reply.status == "silent" for reply in cached):
        waits = any(reply.status == "silent" for reply in outside)
        return None if waits else NAME_CACHE_SILENT()
    doubtful = {reply.name for reply in outside if reply.status != "found"}
    denied = [r.name for r in cached if r.status in ("unknown", "refused")]
    stale = [name for name in denied if name in known(outside) - doubtful]
    return STALE_NAMES(names=stale) if stale else None
