"""Names that only the company's own name servers know can be looked up."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.names_resolve import names_resolve
from checks.network.vpn_leads_in import vpn_leads_in

INTERNAL_NAMES_FAIL = Problem(
    "internal-names-fail",
    Severity.ANNOYING,
    facts=("names", "servers"),
    outage_of=("names", "servers"),
)


@check(
    explained_by=(names_resolve, vpn_leads_in), timeout=4.5, measures=True, proves=False
)
def internal_names_resolve(servers: NameServers, rules: NetworkRules) -> Finding | None:
    """One of the servers that this machine asks knows each of them."""
    if not rules.internal_names:
        msg = "IT has named no internal names"
        raise PartMissing(msg)
    asked = servers.upstream()
    replies = servers.ask(asked, rules.internal_names)
    known = {reply.name for reply in replies if reply.status == "found"}
    unknown = [name for name in rules.internal_names if name not in known]
    return INTERNAL_NAMES_FAIL(names=unknown, servers=list(asked)) if unknown else None
