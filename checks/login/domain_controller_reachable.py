"""A server that signs people in can be reached."""

from agent.check import check
from agent.host.ports.login import SignInServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.login._realm import of_machine
from checks.network.name_cache_answers import name_cache_answers
from checks.network.vpn_leads_in import vpn_leads_in

SIGN_IN_SERVER_UNKNOWN = Problem(
    "sign-in-server-unknown",
    Severity.ANNOYING,
    facts=("realm",),
    outage_of=("realm",),
)
SIGN_IN_SERVER_SILENT = Problem(
    "sign-in-server-silent",
    Severity.ANNOYING,
    facts=("realm", "servers", "services"),
    outage_of=("realm", "servers"),
)


@check(
    explained_by=(name_cache_answers, vpn_leads_in),
    timeout=4.5,
    measures=True,
    proves=False,
)
def domain_controller_reachable(
    directory: SignInServers, rules: LoginRules
) -> Finding | None:
    """Each service the realm announces is answered by at least one of its servers."""
    realm = of_machine(directory, rules)
    servers = directory.servers(realm)
    if not servers:
        return SIGN_IN_SERVER_UNKNOWN(realm=realm)
    answered = {server.service for server in directory.answering(servers)}
    if silent := sorted({server.service for server in servers} - answered):
        return SIGN_IN_SERVER_SILENT(
            realm=realm,
            servers=sorted({f"{server.host}:{server.port}" for server in servers}),
            services=silent,
        )
    return None
