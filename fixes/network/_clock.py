"""How far the clock may be moved without a person."""

from agent.fix import Refused
from agent.host.ports.network import Clock
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import offset

FARTHEST = 15 * 3600
"""Seconds; a step beyond it ends sessions and tickets, so a person decides on it."""


def not_too_far(clock: Clock, rules: NetworkRules) -> None:
    """Raise ``Refused`` where the clock is too far off, ``HostError`` as the check."""
    off = abs(offset(clock, rules))
    if off > FARTHEST:
        msg = f"the clock is too far off to be set without IT: {off / 3600:.0f} hours"
        raise Refused(msg)
