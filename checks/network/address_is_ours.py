"""Nobody else on the wire has the address of this machine."""

from agent.check import check
from agent.host.ports.wire import Wire
from agent.model import Finding, Problem, Severity
from checks.network.address_is_given import address_is_given

ADDRESS_TAKEN = Problem("address-taken", Severity.BLOCKING, facts=("addresses",))


@check(explained_by=(address_is_given,), measures=True, proves=False)
def address_is_ours(wire: Wire) -> Finding | None:
    """Asked for our address, nobody but this machine says that it is his.

    Two machines with one address take turns at being reached, so that what works
    contradicts nothing here.
    """
    taken = wire.rivals()
    return ADDRESS_TAKEN(addresses=list(taken)) if taken else None
