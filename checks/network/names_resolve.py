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


@check(explained_by=(gateway_answers,), measures=True, proves=False)
def names_resolve(
    servers: NameServers, proxies: Proxies, rules: NetworkRules
) -> Finding | None:
    """The name servers know the names work depends on, and so does our own cache.

    Behind a proxy they must answer, and know its name; names outside are its business.
    A name server on the same wire needs no gateway, so health proves nothing; and that
    other names work does not contradict what was found.
    """
    proxy = rules.proxy or proxies.configured()
    asked, names = servers.upstream(), (*rules.names, *_name_of(proxy))
    if not asked:
        return NO_NAME_SERVERS()
    replies = servers.ask(asked, names)
    if replies and all(reply.status == "silent" for reply in replies):
        return NAME_SERVERS_SILENT(servers=list(asked))
    known, needed = _known(replies), _name_of(proxy) if proxy else names
    if unknown := [name for name in needed if name not in known]:
        return NAMES_FAIL(names=unknown, servers=list(asked))
    cache = servers.cache()
    told = _known(servers.ask((cache,), names)) if cache not in ("", *asked) else known
    stale = [name for name in names if name in known - told]
    return STALE_NAMES(names=stale) if stale else None


def _name_of(proxy: str) -> tuple[str, ...]:
    """Return the full name of a proxy's host; none where it is an address, or short."""
    host = proxy.partition("://")[2].rpartition("@")[2].rpartition(":")[0]
    named = "." in host and ":" not in host and not host.replace(".", "").isdigit()
    return (host,) if named else ()


def _known(replies: tuple[Reply, ...]) -> set[str]:
    return {reply.name for reply in replies if reply.status == "found"}
