"""Start once more what failed and IT knows nothing of."""

from agent.fix import Risk, fix
from agent.host.ports.services import ServiceControl
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import ServiceRules
from checks.services.no_service_failed import SERVICES_FAILED, others_failed


@fix(
    repairs=(SERVICES_FAILED,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    not_during=(Moment.UPDATING,),
    settle=10,
    timeout=60,
)
def start_failed_service(
    units: Units, levers: ServiceControl, rules: ServiceRules
) -> None:
    """Start each lasting service once that is switched on and failed.

    Never one that is merely not running, for that is often right; never what was
    switched off, what the system gave up, or what needs something that was.
    """
    for service in others_failed(units, rules):
        blockers = units.blockers(service.name)
        if all(one.state == "failed" for one in blockers):
            levers.start(service.name)
