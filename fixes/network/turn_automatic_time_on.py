"""Switch on the service that keeps the clock, where somebody switched it off."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.network import Clock
from agent.host.ports.network_levers import TimeControl
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import NetworkRules
from checks.network.clock_agrees import CLOCK_WRONG
from fixes.network._clock import not_too_far


def _was_off(levers: TimeControl, **_: object) -> bool | None:
    return None if levers.is_automatic() else False


def _put_back(before: bool, levers: TimeControl, **_: object) -> None:  # noqa: FBT001
    levers.automatic(before)


def _on(levers: TimeControl, **_: object) -> str:
    return "automatic time is on already" if levers.is_automatic() else ""


@fix(
    repairs=(CLOCK_WRONG,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    remember=_was_off,
    undo=_put_back,
    unless=_on,
    not_during=(Moment.UPDATING,),
    settle=1,
    timeout=60,
)
def turn_automatic_time_on(
    clock: Clock, levers: TimeControl, rules: NetworkRules
) -> None:
    """Switch automatic time on, after a yes; where it is on, leave it as it is.

    Not where the clock would jump by more than fifteen hours.
    """
    if why := _on(levers):
        raise Refused(why)
    not_too_far(clock, rules)
    levers.automatic(True)  # noqa: FBT003 - a switch
