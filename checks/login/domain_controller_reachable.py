"""A server that signs people in can be reached."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.login import SignInServers
from agent.model import Finding, Problem, Severity
from agent.policy.model import LoginRules
from checks.network.names_resolve import names_resolve

SIGN_IN_SERVER_UNKNOWN = Problem(
    "sign-in-server-unknown", Severity.ANNOYING, facts=("realm",)
)
SIGN_IN_SERVER_SILENT = Problem(
    "sign-in-server-silent",
    Severity.ANNOYING,
    facts=("realm", "servers", "services"),
)


@check(explained_by=(names_resolve,), timeout=4.5, measures=True, proves=False)
def domain_controller_reachable(
    directory: SignInServers, rules: LoginRules
) -> Finding | None:
    """Each service the realm announces is answered by at least one of its servers."""
    if not rules.realm and not directory.is_joined():
        msg = "this machine belongs to no network of an organisation"
        raise PartMissing(msg)
    realm = rules.realm or directory.default_realm()
    if not realm:
        msg = "this machine has a key in a realm, but its settings do not name it"
        raise HostError(msg)
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
