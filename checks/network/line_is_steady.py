"""Small packets come through, in time and evenly, as calls and meetings need."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.line import Line, Look
from agent.host.ports.network import NameServers, Routes
from agent.model import Finding, Problem, Severity
from agent.policy.model import NetworkRules
from checks.network._quality import troubles
from checks.network.cable_is_good import cable_is_good
from checks.network.gateway_answers import gateway_answers

LOCAL_NETWORK_LOSSY = Problem(
    "local-network-lossy", Severity.ANNOYING, facts=("percent",)
)
LOCAL_NETWORK_SLOW = Problem("local-network-slow", Severity.ANNOYING, facts=("ms",))
LOCAL_NETWORK_JITTERY = Problem(
    "local-network-jittery", Severity.ANNOYING, facts=("ms",)
)
NETWORK_LOSSY = Problem("network-lossy", Severity.ANNOYING, facts=("percent", "beyond"))
NETWORK_SLOW = Problem("network-slow", Severity.ANNOYING, facts=("ms", "beyond"))
NETWORK_JITTERY = Problem("network-jittery", Severity.ANNOYING, facts=("ms", "beyond"))
KINDS = {
    "lossy": (LOCAL_NETWORK_LOSSY, NETWORK_LOSSY, "percent"),
    "slow": (LOCAL_NETWORK_SLOW, NETWORK_SLOW, "ms"),
    "jittery": (LOCAL_NETWORK_JITTERY, NETWORK_JITTERY, "ms"),
}
BUSY = 750_000
"""Bytes a second of our own that may well be what fills the line: 6 Mbit/s."""


@check(
    explained_by=(gateway_answers, cable_is_good),
    timeout=4.5,
    measures=True,
)
def line_is_steady(
    line: Line, routes: Routes, servers: NameServers, rules: NetworkRules
) -> Finding | None:
    """Few packets are lost or late, and what is wrong is so in two looks in turn."""
    urls = tuple(url for url, _ in rules.probes)
    aims = routes.gateways(), servers.upstream(), urls, rules.proxy
    first = line.look(*aims)
    if not first.volleys:
        msg = "nobody here answers small packets"
        raise PartMissing(msg)
    before = troubles(first, rules)
    if not before:
        return None
    second = line.look(*aims)
    again = troubles(second, rules)
    for kind in before:
        if kind in again:
            return _told(kind, (first, second), rules)
    return None


def _told(kind: str, looks: tuple[Look, ...], rules: NetworkRules) -> Finding:
    """State what both looks saw; where the line is full of our own, nothing."""
    if max(look.moved for look in looks) > BUSY:
        msg = "this PC is moving much data itself just now"
        raise HostError(msg)
    seen = [troubles(look, rules)[kind] for look in looks]
    local, beyond, unit = KINDS[kind]
    amount = min(one.amount for one in seen)
    if all(one.near for one in seen):
        return local(**{unit: amount})
    proven = all(one.beyond for one in seen)
    return beyond(**{unit: amount, "beyond": proven})
