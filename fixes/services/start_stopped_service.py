"""Start what should run and does not."""

from agent.fix import Risk, fix
from agent.host.ports.services import ServiceControl, Services
from agent.host.ports.units import Units
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import ServiceRules
from checks.services._wanted import KEEPERS, RESOLVERS, blocked, down, full, stopped
from checks.services.dependencies_run import DEPENDENCY_FAILED
from checks.services.name_service_runs import NAME_SERVICE_OFF
from checks.services.required_services_run import SERVICE_STOPPED
from checks.services.time_service_runs import TIME_SERVICE_OFF, kept


@fix(
    repairs=(DEPENDENCY_FAILED, NAME_SERVICE_OFF, TIME_SERVICE_OFF, SERVICE_STOPPED),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.UPDATING,),
    settle=10,
    timeout=60,
)
def start_stopped_service(
    services: Services, units: Units, levers: ServiceControl, rules: ServiceRules
) -> None:
    """Start each service once; the check looks again after ten seconds.

    Never one that was switched off, that the system gave up, or that needs what was
    switched off; what it needs and failed is started with it. Nor one that keeps the
    clock where another does: it would end that one.
    """
    apart = services.named((*KEEPERS, *RESOLVERS))
    keepers = tuple(one for one in apart if one.name in KEEPERS)
    rest = [one for one in down(apart) if one not in keepers or not kept(keepers)]
    off = [*stopped(services, rules), *rest]
    by_name = {full(service.name): service for service in off}
    for service, why in blocked(list(by_name.values()), units):
        if all(one.state == "failed" for one in why):
            levers.start(service.name)
