"""Large packets come through; where they vanish, small ones deceive everybody."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.packets import Packets, Passed
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network.line_is_steady import line_is_steady

MTU_BLACK_HOLE = Problem("mtu-black-hole", Severity.BLOCKING, facts=("hosts",))


@check(explained_by=(line_is_steady,), timeout=4.5, measures=True)
def large_packets_pass(packets: Packets, rules: NetworkRules) -> Finding | None:
    """What fills a packet arrives, or whoever cannot pass it on says so.

    Of one direction and one family of addresses all must vanish: where some arrive,
    the trouble is with the others' own network.
    """
    pages = tuple(url for url, _ in rules.probes)
    seen = packets.large(pages, rules.endpoints, rules.proxy)
    if any(one.inwards and one.how == "lost" for one in seen):
        seen += packets.large((), rules.secure_probes, rules.proxy)
    if not seen:
        msg = "nobody here could be sent anything large"
        raise PartMissing(msg)
    ways = {(one.family, one.inwards) for one in seen}
    holes = {way for way in ways if _all_lost(seen, way)}
    hosts = {one.host for one in seen if (one.family, one.inwards) in holes}
    return MTU_BLACK_HOLE(hosts=sorted(hosts)) if hosts else None


def _all_lost(seen: tuple[Passed, ...], way: tuple[int, bool]) -> bool:
    return all(one.how == "lost" for one in seen if (one.family, one.inwards) == way)
