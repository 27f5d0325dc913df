"""The network has given this machine an address."""

from agent.check import check
from agent.host.ports.network import Links
from agent.model import Finding, Problem, Severity
from checks.network.link_is_up import link_is_up

NO_ADDRESS = Problem("no-address", Severity.BLOCKING)
SELF_ASSIGNED_ADDRESS = Problem(
    "self-assigned-address", Severity.BLOCKING, facts=("addresses",)
)


@check(explained_by=(link_is_up,))
def address_is_given(links: Links) -> Finding | None:
    """An adapter with somebody at its end has an address that it was given."""
    addresses = links.addresses()
    if not addresses:
        return NO_ADDRESS()
    if all(one.self_assigned for one in addresses):
        return SELF_ASSIGNED_ADDRESS(addresses=sorted(o.address for o in addresses))
    return None
