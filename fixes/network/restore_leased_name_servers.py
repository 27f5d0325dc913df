"""Ask the name servers that the network named, where others were typed in."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.name_levers import NameServersControl
from agent.host.ports.network import NameServers
from agent.model import Account
from agent.policy.model import NetworkRules
from checks.network.name_servers_agree import NAME_SERVER_REFUSES, NAME_SERVERS_DISAGREE
from checks.network.name_servers_answer import NAME_SERVER_DEAD
from checks.network.names_resolve import NAME_SERVERS_SILENT, NAMES_FAIL, known


def _typed_in(levers: NameServersControl, **_: object) -> dict[str, list[str]] | None:
    used = {adapter: levers.used(adapter) for adapter in levers.lent()}
    lent = levers.lent()
    return {a: list(u) for a, u in used.items() if set(u) - set(lent[a])} or None


def _put_back(
    before: dict[str, list[str]], levers: NameServersControl, **_: object
) -> None:
    for adapter, servers in before.items():
        levers.use(adapter, tuple(servers))


def _met(servers: NameServers, rules: NetworkRules) -> None:
    """Have the cache meet them: its first question to a server takes seconds."""
    if cache := servers.cache():
        servers.ask((cache,), rules.names)


@fix(
    repairs=(
        NAME_SERVERS_SILENT,
        NAMES_FAIL,
        NAME_SERVER_DEAD,
        NAME_SERVER_REFUSES,
        NAME_SERVERS_DISAGREE,
    ),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    remember=_typed_in,
    undo=_put_back,
    settle=3,
)
def restore_leased_name_servers(
    servers: NameServers, levers: NameServersControl, rules: NetworkRules
) -> None:
    """Use them until the network is connected anew, where they know all of our names.

    The company's own names count too: servers typed in may be there for those.
    """
    needed = {*rules.names, *rules.internal_names, *rules.vpn_names}
    for adapter in _typed_in(levers) or ():
        lent = levers.lent()[adapter]
        if needed <= known(servers.ask(lent, tuple(needed))):
            levers.use(adapter, lent)
            _met(servers, rules)
            return
    msg = "the network named no name servers that would know more"
    raise Refused(msg)
