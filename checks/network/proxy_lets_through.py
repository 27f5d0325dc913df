"""The proxy, where there is one, lets this session through."""

from agent.check import check
from agent.host import HostError
from agent.host.ports.pac import Pac
from agent.host.ports.web import Proxies
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.proxy_answers import proxy_answers, proxy_in_use

PROXY_WANTS_SIGN_IN = Problem(
    "proxy-wants-sign-in", Severity.BLOCKING, facts=("proxy", "by_policy")
)
PROXY_REFUSES = Problem(
    "proxy-refuses",
    Severity.ANNOYING,
    facts=("proxy", "endpoints", "by_policy"),
    outage_of=("endpoints", "proxy"),
)

BY_ITSELF = {
    "ticket": "the proxy wants to be shown a ticket, which Blusser does not",
    "ntlm": "the proxy signs in by NTLM, which Blusser does not speak",
}
"""How a browser may sign in without a word."""


@check(explained_by=(proxy_answers,), measures=True, proves=False)
def proxy_lets_through(
    proxies: Proxies, pac: Pac, rules: NetworkRules
) -> Finding | None:
    """It wants no password, and refuses nothing that work depends on.

    Of a script that chooses a proxy it is not known which addresses it sends there,
    so what its proxy refuses is nobody's fault.
    """
    proxy = proxy_in_use(proxies, pac, rules)
    pages = tuple(url for url, _ in rules.probes)
    asked = proxy if rules.pac else rules.proxy
    said = proxies.lets(asked, rules.endpoints or pages)
    by_policy = bool(rules.proxy or rules.pac)
    if "sign-in" in said.values():
        return PROXY_WANTS_SIGN_IN(proxy=proxy, by_policy=by_policy)
    for how, msg in BY_ITSELF.items():
        if how in said.values():
            raise HostError(msg)
    scripted = rules.pac and not rules.proxy
    refused = [url for url, one in said.items() if one == "forbidden"]
    if refused and not scripted:
        return PROXY_REFUSES(proxy=proxy, endpoints=refused, by_policy=by_policy)
    if set(said.values()) == {"silent"}:
        msg = "the proxy does not say whether one may pass"
        raise HostError(msg)
    return None
