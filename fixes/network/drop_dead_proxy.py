"""Go past a proxy that is dead and that somebody set on his own desktop."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.network import NameServers
from agent.host.ports.proxy_levers import Mode, ProxyControl
from agent.host.ports.ways import Ways
from agent.policy.model import NetworkRules
from checks.network.proxy_answers import PROXY_SILENT


def _own(levers: ProxyControl, **_: object) -> Mode | None:
    return levers.own() or None


def _put_back(before: Mode, levers: ProxyControl, **_: object) -> None:
    levers.choose(before)


@fix(repairs=(PROXY_SILENT,), risk=Risk.ASK, remember=_own, undo=_put_back, settle=1)
def drop_dead_proxy(
    ways: Ways, servers: NameServers, levers: ProxyControl, rules: NetworkRules
) -> None:
    """Use none, where pages come without it; its address stays written down.

    Never one that IT set, and never where the proxy is the only way out.
    """
    if rules.proxy or rules.pac or levers.own() != "manual":
        msg = "the proxy was not set by whoever works here"
        raise Refused(msg)
    out = ways.out()
    if not out or not ways.leading_out(out, servers.upstream(), rules.probes):
        msg = "without the proxy nothing can be reached either"
        raise Refused(msg)
    levers.choose("none")
