"""A name that does not exist is not found."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.names import NameService
from agent.host.ports.network import NameServers
from agent.model import Finding, Problem, Severity
from checks.network.internet_reachable import internet_reachable
from checks.network.name_cache_answers import name_cache_answers

NAMES_INVENTED = Problem(
    "names-invented", Severity.ANNOYING, ("servers",), outage_of=("servers",)
)


@check(explained_by=(name_cache_answers, internet_reachable), timeout=4.5, proves=False)
def nobody_invents_names(servers: NameServers, service: NameService) -> Finding | None:
    """No name server gives an address to a word that nobody has registered.

    A captive portal does so until one has signed in; that is its doing, not theirs.
    """
    asked = servers.upstream()
    if not asked:
        msg = "this PC asks no name server by itself"
        raise PartMissing(msg)
    inventing = service.inventing(asked)
    return NAMES_INVENTED(servers=list(inventing)) if inventing else None
