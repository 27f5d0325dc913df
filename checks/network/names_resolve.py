"""Names can be turned into addresses."""

from agent.check import check
from agent.host.ports.network import NameServers, Reply
from agent.host.ports.web import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.line_is_steady import line_is_steady

NO_NAME_SERVERS = Problem("no-name-servers", Severity.BLOCKING)
NAME_SERVERS_SILENT = Problem(
    "name-servers-silent", Severity.BLOCKING, ("servers",), outage_of=("servers",)
)
NAMES_FAIL = Problem(
    "names-fail",
    Severity.BLOCKING,
    ("names", "servers"),
    outage_of=("names", "servers"),
)


@check(explained_by=(line_is_steady,), measures=True, proves=False)
def names_resolve(
    servers: NameServers, proxies: Proxies, rules: NetworkRules
) -> Finding | None:
    """The name servers know the names work depends on.

    Behind a proxy they must answer, and know its name; names outside are its business.
    A name server on the same wire needs no gateway, so health proves nothing; and that
    other names work does not contradict what was found.
    """
    proxy = rules.proxy or rules.pac or proxies.configured()
    asked, names = servers.upstream(), (*rules.names, *name_of(proxy))
    if not asked:
        return NO_NAME_SERVERS()
    replies = servers.ask(asked, names)
    if replies and all(reply.status == "silent" for reply in replies):
        return NAME_SERVERS_SILENT(servers=list(asked))
    needed = name_of(proxy) if proxy else names
    unknown = [name for name in needed if name not in known(replies)]
    return NAMES_FAIL(names=unknown, servers=list(asked)) if unknown else None


def name_of(proxy: str) -> tuple[str, ...]:
    """Return the full name of a proxy's host; none where it is an address, or short."""
    host = proxy.partition("://")[2].rpartition("@")[2].rpartition(":")[0]
    named = "." in host and ":" not in host and not host.replace(".", "").isdigit()
    return (host,) if named else ()


def known(replies: tuple[Reply, ...]) -> set[str]:
    """Return the names that somebody knows."""
    return {reply.name for reply in replies if reply.status == "found"}
