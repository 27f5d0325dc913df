"""Have the clock corrected by the service that keeps it."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.network import Clock
from agent.host.ports.network_levers import TimeControl
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import CLOCK_WRONG
from fixes.network._clock import not_too_far


@fix(
    repairs=(CLOCK_WRONG,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.UPDATING,),
    settle=1,
    timeout=60,
)
def resync_time(clock: Clock, levers: TimeControl, rules: NetworkRules) -> None:
    """Have the time service compare clocks; never where automatic time is off.

    Somebody may have switched it off on purpose, so that takes a yes. Nothing else ever
    sets the clock, and not by more than fifteen hours.
    """
    if not levers.is_automatic():
        msg = "automatic time was switched off on this PC, and may be on purpose"
        raise Refused(msg)
    not_too_far(clock, rules)
    levers.synchronise()
