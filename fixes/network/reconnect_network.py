"""Connect to the network again, by the profile that is there."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.adapter_levers import ConnectionControl
from agent.host.ports.network import Links
from agent.model import Account
from agent.moment import Moment
from checks.network.address_is_given import NO_ADDRESS, SELF_ASSIGNED_ADDRESS
from checks.network.gateway_answers import NO_ROUTE
from checks.network.link_is_up import LINK_DOWN
from checks.network.names_resolve import NO_NAME_SERVERS


@fix(
    repairs=(LINK_DOWN, NO_ADDRESS, SELF_ASSIGNED_ADDRESS, NO_ROUTE, NO_NAME_SERVERS),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.IN_CALL, Moment.REMOTE_SESSION),
    settle=1,
    timeout=60,
)
def reconnect_network(links: Links, levers: ConnectionControl) -> None:
    """Reconnect the adapters that have an address, or where none has one, all.

    With an address it is the rest that the network named which is missing. No profile
    is changed or removed, and what somebody disconnected stays so.
    """
    given = {one.adapter for one in links.addresses() if not one.self_assigned}
    adapters = links.adapters()
    chosen = [one for one in adapters if one.name in given] or adapters
    done = [levers.reconnect(one.name) for one in chosen]
    if not any(done):
        msg = "there is no connection that could be made again"
        raise Refused(msg)
