"""Something is plugged in, or a radio network joined."""

from agent.check import check
from agent.host.ports.network import Links
from agent.model import Finding, Problem, Severity
from checks.network.radio_is_on import radio_is_on

LINK_DOWN = Problem("link-down", Severity.BLOCKING, facts=("adapters",))


@check(explained_by=(radio_is_on,))
def link_is_up(links: Links) -> Finding | None:
    """At least one adapter has somebody at the other end."""
    adapters = links.adapters()
    if any(adapter.carrier for adapter in adapters):
        return None
    return LINK_DOWN(adapters=sorted(adapter.name for adapter in adapters))
