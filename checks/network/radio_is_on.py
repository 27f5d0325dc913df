"""Wi-Fi is switched on, where it is the way to the network."""

from agent.check import check
from agent.host import HostError, PartMissing
from agent.host.ports.network import Links
from agent.host.ports.radio import Radios
from agent.model import Finding, Problem, Severity

RADIO_OFF = Problem("radio-off", Severity.BLOCKING, facts=("by_switch",))


@check(proves=False)
def radio_is_on(links: Links, radios: Radios) -> Finding | None:
    """Wi-Fi may be off while a cable or a mobile network serves, or is what is used.

    A machine with both that is connected by neither is judged by what it used last.
    """
    adapters, senders = links.adapters(), radios.wireless()
    if not senders:
        msg = "this PC has no Wi-Fi"
        raise PartMissing(msg)
    off = [one for one in senders if one.soft or one.hard]
    if len(off) < len(senders) or any(one.carrier for one in adapters):
        return None
    if any(one.kind != "wireless" for one in adapters):
        usual = radios.usual()
        if not usual:
            msg = "this PC has a cable socket and Wi-Fi; nobody knows which is used"
            raise HostError(msg)
        if usual == "wired":
            return None
    return RADIO_OFF(by_switch=any(one.hard for one in off))
