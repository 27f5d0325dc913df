"""Ask the network for an address again."""

from agent.fix import Risk, fix
from agent.host.ports.network_levers import LeaseControl
from agent.model import Account
from agent.moment import Moment
from checks.network.address_is_given import NO_ADDRESS, SELF_ASSIGNED_ADDRESS
from checks.network.gateway_answers import NO_ROUTE
from checks.network.names_resolve import NO_NAME_SERVERS
from checks.network.route_leads_out import ROUTE_NOT_LEASED


@fix(
    repairs=(
        NO_ADDRESS,
        SELF_ASSIGNED_ADDRESS,
        NO_ROUTE,
        NO_NAME_SERVERS,
        ROUTE_NOT_LEASED,
    ),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.REMOTE_SESSION,),
    settle=1,
    timeout=45,
)
def renew_dhcp_lease(leases: LeaseControl) -> None:
    """Renew the lease of each adapter that has one; never release what works.

    What an adapter got from the network comes with its lease: address, way out and
    name servers. Addresses that somebody wrote down are left alone.
    """
    leases.renew()
