"""Every name server that this machine asks is there."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.names import NameService
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.internet_reachable import internet_reachable

NAME_SERVER_DEAD = Problem(
    "name-server-dead", Severity.ANNOYING, ("servers",), outage_of=("servers",)
)


@check(explained_by=(internet_reachable,), measures=True, proves=False)
def name_servers_answer(
    servers: NameServers, service: NameService, rules: NetworkRules
) -> Finding | None:
    """None of several is silent to two questions.

    It may be far away, so that a dead line explains its silence.
    """
    asked = servers.upstream()
    if len(asked) < 2 or not rules.names:
        msg = "this PC does not ask several name servers"
        raise PartMissing(msg)
    seen = service.paces(asked, rules.names[0])
    dead = [one.server for one in seen if one.status == "silent"]
    return NAME_SERVER_DEAD(servers=dead) if dead else None
