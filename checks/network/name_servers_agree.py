"""All name servers that this machine asks know what one of them knows."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.names import NameService, Paced
from agent.host.ports.network import NameServers, Status
from agent.host.ports.web import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.names_resolve import names_resolve

NAME_SERVER_REFUSES = Problem(
    "name-server-refuses", Severity.ANNOYING, ("servers",), outage_of=("servers",)
)
NAME_SERVERS_DISAGREE = Problem(
    "name-servers-disagree",
    Severity.ANNOYING,
    ("servers", "name"),
    outage_of=("servers",),
)


@check(explained_by=(names_resolve,), timeout=4.5, measures=True, proves=False)
def name_servers_agree(
    servers: NameServers, service: NameService, proxies: Proxies, rules: NetworkRules
) -> Finding | None:
    """None of several refuses, or denies, what another answers; twice.

    Behind a proxy they need not know names outside. Silence is not looked at here.
    """
    asked = servers.upstream()
    if len(asked) < 2 or not rules.names:
        msg = "this PC does not ask several name servers"
        raise PartMissing(msg)
    seen = service.paces(asked, rules.names[0])
    if _who(seen, "refused") or _who(seen, "unknown"):
        seen = _kinder(seen, service.paces(asked, rules.names[0]))
    if not _who(seen, "found"):
        return None
    if refusing := _who(seen, "refused"):
        return NAME_SERVER_REFUSES(servers=refusing)
    outside = rules.proxy or rules.pac or proxies.configured()
    if (unknowing := _who(seen, "unknown")) and not outside:
        return NAME_SERVERS_DISAGREE(servers=unknowing, name=rules.names[0])
    return None


def _who(seen: tuple[Paced, ...], status: Status) -> list[str]:
    return [one.server for one in seen if one.status == status]


def _kinder(first: tuple[Paced, ...], second: tuple[Paced, ...]) -> tuple[Paced, ...]:
    """Return the better of two answers of each server."""
    order = ("found", "unknown", "refused", "silent")
    pairs = zip(first, second, strict=True)
    return tuple(min(pair, key=lambda one: order.index(one.status)) for pair in pairs)
