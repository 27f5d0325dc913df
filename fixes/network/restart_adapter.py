"""Switch an adapter off and on that shows nobody at its end."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.adapter_levers import AdapterControl
from agent.host.ports.network import Adapter, Links
from agent.host.ports.radio import Radios
from agent.model import Account
from agent.moment import Moment
from checks.network.link_is_up import LINK_DOWN

UNCLEAR = "it is not clear which adapter is to blame"


def _the_one(adapters: tuple[Adapter, ...], usual: str) -> Adapter | None:
    """Return the only one, or the only one of the kind that is used here."""
    if any(one.carrier for one in adapters):
        return None
    alike = [one for one in adapters if one.kind == usual]
    known = adapters if len(adapters) == 1 else alike
    return known[0] if len(known) == 1 else None


def _unclear(links: Links, radios: Radios, **_: object) -> str:
    return "" if _the_one(links.adapters(), radios.usual()) else UNCLEAR


@fix(
    repairs=(LINK_DOWN,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    unless=_unclear,
    not_during=(Moment.IN_CALL, Moment.REMOTE_SESSION, Moment.UPDATING),
    settle=1,
    timeout=60,
)
def restart_adapter(links: Links, radios: Radios, levers: AdapterControl) -> None:
    """Restart that one adapter; where it is not clear which, none."""
    adapter = _the_one(links.adapters(), radios.usual())
    if not adapter:
        raise Refused(UNCLEAR)
    levers.restart(adapter.name)
