"""The hosts file sends nothing that work depends on to where it is not."""

from agent.check import check
from agent.host.ports.names import HostsFile, NameService
from agent.host.ports.network import NameServers
from agent.host.ports.reach import Reach
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.name_cache_answers import name_cache_answers

HOSTS_OVERRIDE = Problem("hosts-override", Severity.BLOCKING, facts=("names",))
PORTS = {"http": 80, "https": 443}
KNOCK = 1.0


@check(explained_by=(name_cache_answers,), timeout=4.5, measures=True, proves=False)
def hosts_file_agrees(
    hosts: HostsFile,
    servers: NameServers,
    service: NameService,
    reach: Reach,
    rules: NetworkRules,
) -> Finding | None:
    """Where it has another address than the name servers, somebody is there.

    An entry that works was put there on purpose.
    """
    doors = depended_on(rules)
    entries = hosts.entries(tuple(doors))
    if not entries:
        return None
    known = service.addresses(servers.upstream(), tuple(entries))
    wrong = [
        name
        for name, own in entries.items()
        if not set(own) & set(known.get(name, own))
        and reach.connect(own[0], doors[name], KNOCK) != "open"
        and any(reach.connect(at, doors[name], KNOCK) == "open" for at in known[name])
    ]
    return HOSTS_OVERRIDE(names=sorted(wrong)) if wrong else None


def depended_on(rules: NetworkRules) -> dict[str, int]:
    """Return the hosts that work depends on, and the ports to knock at."""
    return dict(map(_door, (*rules.endpoints, *(url for url, _ in rules.probes))))


def _door(url: str) -> tuple[str, int]:
    """Return the host of an address, and the port to knock at."""
    scheme, _, rest = url.partition("://")
    host, _, port = rest.partition("/")[0].partition(":")
    return host.lower(), int(port) if port.isdecimal() else PORTS[scheme]
