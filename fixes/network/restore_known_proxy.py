"""Write down again the proxy that worked here before, in place of a dead one."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.proxy_history import ProxyHistory
from agent.host.ports.proxy_levers import ProxyControl
from agent.host.ports.web import Proxies
from agent.policy.model import NetworkRules
from checks.network.proxy_answers import PROXY_SILENT


def _dead(proxies: Proxies, levers: ProxyControl, **_: object) -> dict[str, str] | None:
    """Return what whoever works here wrote down of the proxy in use, by scheme."""
    dead, own = proxies.configured(), levers.addresses()
    return {scheme: one for scheme, one in own.items() if one == dead} or None


def _put_back(before: dict[str, str], levers: ProxyControl, **_: object) -> None:
    levers.write(before)


@fix(repairs=(PROXY_SILENT,), risk=Risk.ASK, remember=_dead, undo=_put_back, settle=1)
def restore_known_proxy(
    proxies: Proxies, past: ProxyHistory, levers: ProxyControl, rules: NetworkRules
) -> None:
    """Write the last one that pages came through on this PC, if they do again now.

    Never in place of one that IT set or locked, and never by a guess.
    """
    dead = _dead(proxies, levers)
    if rules.proxy or rules.pac or levers.own() != "manual" or not dead:
        msg = "the proxy was not set by whoever works here"
        raise Refused(msg)
    pages = tuple(url for url, _ in rules.probes)
    known = [one for one in past.worked() if one not in dead.values()]
    for one in known:
        if "through" in proxies.lets(one, pages).values():
            levers.write(dict.fromkeys(dead, one))
            return
    msg = "no other proxy is known that this PC gets through"
    raise Refused(msg)
