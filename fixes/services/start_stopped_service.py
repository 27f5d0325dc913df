"""Start what should run and does not."""

from agent.fix import Risk, fix
from agent.host.ports.services import ServiceControl, Services
from agent.model import Account
from agent.policy.model import ServiceRules
from checks.services.required_services_run import SERVICE_STOPPED, stopped


@fix(
    repairs=(SERVICE_STOPPED,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    settle=10,
    timeout=60,
)
def start_stopped_service(
    services: Services, levers: ServiceControl, rules: ServiceRules
) -> None:
    """Start each service once; the check looks again after ten seconds.

    Never one that was switched off, or that the system gave up.
    """
    for service in stopped(services, rules):
        levers.start(service.name)
