"""Names can be turned into addresses."""

from agent.check import check
from agent.host.ports.network import NameServers, Proxies, Reply
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.gateway_answers import gateway_answers

NO_NAME_SERVERS = Problem("no-name-servers", Severity.BLOCKING)
NAME_SERVERS_SILENT = Problem(
    "name-servers-silent", Severity.BLOCKING, facts=("servers",)
)
NAMES_FAIL = Problem("names-fail", Severity.BLOCKING, facts=("names", "servers"))
STALE_NAMES = Problem("stale-names", Severity.BLOCKING, facts=("names",))


@check(explained_by=(gateway_answers,), proves=False)
def names_resolve(
    servers: NameServers, proxies: Proxies, rules: NetworkRules
) -> Finding | None:
    """The name servers know the names work depends on, and so does our own cache.

    Behind a proxy the names outside are the proxy's business: that the servers answer
    at all is enough. Health proves nothing upstream: a name server on the same wire
    needs no gateway.
    """
    asked = servers.upstream()
    if not asked:
        return NO_NAME_SERVERS()
    replies = servers.ask(asked, rules.names)
    if all(reply.status == "silent" for reply in replies):
        return NAME_SERVERS_SILENT(servers=list(asked))
    known = _known(replies)
    unknown = [name for name in rules.names if name not in known]
    if unknown and not (rules.proxy or proxies.configured()):
        return NAMES_FAIL(names=unknown, servers=list(asked))
    cache = servers.cache()
    if not cache or cache in asked:
        return None
    told = _known(servers.ask((cache,), rules.names))
    stale = [name for name in rules.names if name in known and name not in told]
    return STALE_NAMES(names=stale) if stale else None


def _known(replies: tuple[Reply, ...]) -> set[str]:
    return {reply.name for reply in replies if reply.status == "found"}
