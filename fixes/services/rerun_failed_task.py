"""Have a task that failed at its time tried once more."""

from agent.fix import Risk, fix
from agent.host.ports.services import ServiceControl
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from checks.services.tasks_succeed import TASK_FAILED, failed_tasks


@fix(
    repairs=(TASK_FAILED,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    not_during=(Moment.IN_CALL, Moment.PRESENTING, Moment.LOW_BATTERY, Moment.METERED),
    settle=1,
    timeout=120,
)
def rerun_failed_task(units: Units, levers: ServiceControl) -> None:
    """Start each task once that a timer which is up would start again anyway.

    Never what somebody ran by hand, and never one whose timer was switched off: it
    may be off because the task does harm.
    """
    for task in failed_tasks(units):
        levers.start(task.name)
