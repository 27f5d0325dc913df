"""Who answers where work depends on it, proves who he is."""

from collections.abc import Mapping

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.identities import Identities, Shown, Trust
from agent.host.ports.network import Clock
from agent.host.ports.pac import Pac
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network._web import GLANCE, independent, ways
from checks.network.clock_agrees import clock_agrees
from checks.network.internet_reachable import internet_reachable

ITS_FAULT = ("endpoints",)
CERTIFICATE_EXPIRED = Problem(
    "certificate-expired", Severity.ANNOYING, ITS_FAULT, outage_of=ITS_FAULT
)
CERTIFICATE_NOT_YET_VALID = Problem(
    "certificate-not-yet-valid", Severity.ANNOYING, ITS_FAULT, outage_of=ITS_FAULT
)
CERTIFICATE_OF_ANOTHER = Problem(
    "certificate-of-another", Severity.ANNOYING, ITS_FAULT, outage_of=ITS_FAULT
)
CERTIFICATE_REFUSED = Problem(
    "certificate-refused", Severity.ANNOYING, facts=("endpoints", "issuer")
)
TLS_INTERCEPTED = Problem(
    "tls-intercepted", Severity.BLOCKING, facts=("endpoints", "issuer")
)
PROBLEMS: dict[Trust, Problem] = {
    "expired": CERTIFICATE_EXPIRED,
    "early": CERTIFICATE_NOT_YET_VALID,
    "another": CERTIFICATE_OF_ANOTHER,
}
LOOKING = 2.4


@check(explained_by=(internet_reachable, clock_agrees), timeout=4.5, proves=False)
def certificates_trusted(
    identities: Identities, clock: Clock, pac: Pac, rules: NetworkRules
) -> Finding | None:
    """Each address IT names shows a certificate that this machine trusts.

    One that inspects what passes, and whom this machine trusts, is as good as any.
    """
    if not rules.endpoints:
        msg = "IT has named no addresses that work depends on"
        raise PartMissing(msg)
    way = ways(pac, rules)[0]
    shown = identities.shown(rules.endpoints, way, LOOKING)
    if strangers := _who(shown, "stranger"):
        others = identities.shown(rules.secure_probes, way, GLANCE)
        return _strange(strangers, shown, others)
    for trust, problem in PROBLEMS.items():
        if urls := _who(shown, trust):
            if trust != "another":
                _clock_is_known(clock, way, rules)
            return problem(endpoints=urls)
    if not _who(shown, "trusted"):
        msg = "nobody there shows a certificate"
        raise HostError(msg)
    return None


def _who(shown: Mapping[str, Shown], trust: Trust) -> list[str]:
    return [url for url, one in shown.items() if one.trust == trust]


def _strange(
    urls: list[str], shown: Mapping[str, Shown], others: Mapping[str, Shown]
) -> Finding:
    """Tell one who stands between us and everybody from one whom nobody knows."""
    everybody = {**shown, **others}
    issuer = shown[urls[0]].issuer
    same = [url for url, one in everybody.items() if one.issuer == issuer != ""]
    strange = [url for url in same if everybody[url].trust == "stranger"]
    unmoved = _who(shown, "trusted") + _who(others, "trusted")
    if independent(strange) > 1 and not unmoved:
        return TLS_INTERCEPTED(endpoints=urls, issuer=issuer)
    return CERTIFICATE_REFUSED(endpoints=urls, issuer=issuer)


def _clock_is_known(clock: Clock, way: str, rules: NetworkRules) -> None:
    """Raise ``HostError`` where nobody tells whether the clock or the date is wrong."""
    pages = tuple(url for url, _ in rules.probes)
    told = clock.behind_pages(pages, way) or clock.behind_servers(rules.time_servers)
    if not told:
        msg = "nobody tells whether the clock or the certificate is wrong"
        raise HostError(msg)
