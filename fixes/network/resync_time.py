"""Have the clock corrected by the service that keeps it."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.network import Clock
from agent.host.ports.network_levers import TimeControl
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import CLOCK_WRONG, offset

FARTHEST = 15 * 3600
"""Seconds; a step beyond it ends sessions and tickets, so a person decides on it."""


def _was_off(levers: TimeControl, **_: object) -> bool | None:
    return None if levers.is_automatic() else False


def _put_back(before: bool, levers: TimeControl, **_: object) -> None:  # noqa: FBT001
    levers.automatic(before)


@fix(
    repairs=(CLOCK_WRONG,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    remember=_was_off,
    undo=_put_back,
    not_during=(Moment.UPDATING,),
    settle=1,
    timeout=60,
)
def resync_time(clock: Clock, levers: TimeControl, rules: NetworkRules) -> None:
    """Have the time service compare clocks; switch it on where it is off.

    Nothing else ever sets the clock, and not by more than fifteen hours.
    """
    off = abs(offset(clock, rules))
    if off > FARTHEST:
        msg = f"the clock is too far off to be set without IT: {off / 3600:.0f} hours"
        raise Refused(msg)
    levers.synchronise()
