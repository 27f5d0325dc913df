"""Have a task that failed at its time tried once more."""

from agent.fix import Refused, Risk, fix
from agent.host import HostError
from agent.host.ports.services import ServiceControl
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from checks.services.tasks_succeed import TASK_FAILED, failed_tasks

GOES_ON = "the task was begun and takes long; whether it ends well is seen next time"


@fix(
    repairs=(TASK_FAILED,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    not_during=(
        *(Moment.IN_CALL, Moment.PRESENTING, Moment.LOW_BATTERY, Moment.METERED),
        Moment.UPDATING,
    ),
    settle=1,
    timeout=120,
)
def rerun_failed_task(units: Units, levers: ServiceControl) -> None:
    """Start each task once that a timer which is up would start again anyway.

    Never what somebody ran by hand, and never one whose timer was switched off: it
    may be off because the task does harm. One that still runs has not failed, and
    has not ended well either: so nobody is asked to judge it.
    """
    for task in failed_tasks(units):
        try:
            levers.start(task.name)
        except HostError as trouble:
            raise Refused(GOES_ON) from trouble
