"""Connect the company's VPN that is down where it must be up."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.vpn import KnownVpn, TunnelControl
from agent.moment import Moment
from agent.policy.model import NetworkRules
from checks.network.vpn_leads_in import VPN_DOWN


def _the_one(known: tuple[KnownVpn, ...], rules: NetworkRules) -> KnownVpn | None:
    """Return the company's by the name of its tunnel, else the only one of all."""
    named = [one for one in known if one.adapter in rules.vpn_adapters]
    several = named or [one for one in known if not one.adapter]
    chosen = several if rules.vpn_adapters else known
    return chosen[0] if len(chosen) == 1 else None


@fix(
    repairs=(VPN_DOWN,),
    risk=Risk.ASK,
    not_during=(Moment.IN_CALL, Moment.REMOTE_SESSION),
    settle=2,
    timeout=45,
)
def reconnect_vpn(levers: TunnelControl, rules: NetworkRules) -> None:
    """Connect that one, if it was up before and nobody need type or show anything."""
    vpn = _the_one(levers.known(), rules)
    if not vpn:
        msg = "it is not clear which VPN is the company's"
        raise Refused(msg)
    if not vpn.used or vpn.asks:
        msg = "whoever connects the VPN has to sign in to it"
        raise Refused(msg)
    levers.connect(vpn.id)
