"""Start what starts tasks at their times."""

from agent.fix import Risk, fix
from agent.host.ports.services import ServiceControl
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import ServiceRules
from checks.services.timers_fire import TIMER_STOPPED


@fix(
    repairs=(TIMER_STOPPED,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(
        *(Moment.IN_CALL, Moment.PRESENTING, Moment.LOW_BATTERY, Moment.METERED),
        Moment.UPDATING,
    ),
    settle=1,
    timeout=60,
)
def start_stopped_timer(
    units: Units, levers: ServiceControl, rules: ServiceRules
) -> None:
    """Start each timer that is switched on and down; never one that is switched off.

    One that was missed starts its task at once, so it waits for a good moment.
    """
    for timer in units.timers(rules.timers):
        if timer.state in ("stopped", "failed"):
            levers.start(timer.name)
