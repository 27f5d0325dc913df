"""Looking a name up does not keep anybody waiting."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.names import NameService
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.line_is_steady import line_is_steady
from checks.network.names_resolve import names_resolve

NAMES_SLOW = Problem(
    "names-slow", Severity.ANNOYING, ("servers", "seconds"), outage_of=("servers",)
)


@check(
    explained_by=(names_resolve, line_is_steady),
    timeout=4.5,
    measures=True,
    proves=False,
)
def names_come_in_time(
    servers: NameServers, service: NameService, rules: NetworkRules
) -> Finding | None:
    """The first name server that answers is not slow twice; once is no finding."""
    asked = servers.upstream()
    if not asked or not rules.names:
        msg = "this PC asks no name server by itself"
        raise PartMissing(msg)
    waited = []
    for _ in range(2):
        first = service.paces(asked[:1], rules.names[0])[0]
        if first.status == "silent" or first.seconds <= rules.slow_names_seconds:
            return None
        waited.append(first.seconds)
    return NAMES_SLOW(servers=[first.server], seconds=round(min(waited), 1))
