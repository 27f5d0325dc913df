"""The proxy, where there is one, takes connections."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.pac import Pac
from agent.host.ports.web import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.name_cache_answers import name_cache_answers

PROXY_SILENT = Problem(
    "proxy-silent",
    Severity.BLOCKING,
    facts=("proxy", "by_policy"),
    outage_of=("proxy",),
)


@check(explained_by=(name_cache_answers,), proves=False)
def proxy_answers(proxies: Proxies, pac: Pac, rules: NetworkRules) -> Finding | None:
    """The proxy of IT's rules, else of this session, accepts a connection.

    A script that offers a way past its proxies needs none of them. Nor does a PC
    without any, so that it is well once a dead one was taken out.
    """
    if not (rules.proxy or rules.pac or proxies.configured()):
        return None
    proxy = proxy_in_use(proxies, pac, rules)
    if proxies.answers(proxy):
        return None
    if not rules.proxy and rules.pac and pac.script(rules.pac).past_them:
        return None
    return PROXY_SILENT(proxy=proxy, by_policy=bool(rules.proxy or rules.pac))


def proxy_in_use(proxies: Proxies, pac: Pac, rules: NetworkRules) -> str:
    """Return the proxy that IT's rules set, or their script, or else this session.

    Raises ``PartMissing`` where there is none.
    """
    named = rules.proxy
    if not named and rules.pac:
        named = next(iter(pac.script(rules.pac).proxies), "")
    elif not named:
        named = proxies.configured()
    if not named:
        msg = "no proxy is set here"
        raise PartMissing(msg)
    return named
