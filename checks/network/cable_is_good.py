"""The cable carries what it should, undamaged and both ways at once."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.carriers import Carriers
from agent.model import Finding, Problem, Severity
from checks.network.link_is_up import link_is_up

CABLE_POOR = Problem(
    "cable-poor", Severity.ANNOYING, facts=("adapter", "half", "percent")
)
LEAST = 5
"""Damaged packets in a second that are no chance."""
SHARE = 0.01
OLD = 100
"""Megabits a second; faster cables always speak both ways at once (IEEE 802.3)."""


@check(explained_by=(link_is_up,), measures=True, proves=False)
def cable_is_good(carriers: Carriers) -> Finding | None:
    """Few packets come damaged just now, and both ends agreed to speak at once.

    Two ends that did not agree are two settings, or a cable, that do not match.
    """
    cables = carriers.cables()
    if not cables:
        msg = "this PC is on no cable"
        raise PartMissing(msg)
    for one in cables:
        share = one.broken / max(1, one.broken + one.whole)
        poor = one.broken >= LEAST and share > SHARE
        half = one.half and 0 < one.speed <= OLD
        if poor or half:
            percent = round(100 * share) if poor else 0
            return CABLE_POOR(adapter=one.adapter, half=not poor, percent=percent)
    return None
