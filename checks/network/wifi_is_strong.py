"""Wi-Fi comes in strong enough."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.carriers import Carriers
from agent.model import Finding, Problem, Severity
from checks.network.link_is_up import link_is_up

WIFI_WEAK = Problem("wifi-weak", Severity.ADVICE, facts=("percent",))
WEAK = 30
"""Percent, below which NetworkManager and the desktops show their lowest bar."""


@check(explained_by=(link_is_up,), measures=True, proves=False)
def wifi_is_strong(carriers: Carriers) -> Finding | None:
    """The strongest Wi-Fi that is joined is not near its end."""
    signals = carriers.signals()
    if not signals:
        msg = "no Wi-Fi network is joined, or nobody tells how strong it is"
        raise PartMissing(msg)
    percent = max(one.percent for one in signals)
    return WIFI_WEAK(percent=percent) if 0 < percent < WEAK else None
