"""Start once more what failed in the session of this person."""

from agent.fix import Risk, fix
from agent.host.ports.units import OwnServiceControl, OwnUnits
from checks.services.own_services_run import OWN_SERVICES_FAILED, own_failed


@fix(repairs=(OWN_SERVICES_FAILED,), risk=Risk.ASK, settle=10, timeout=60)
def start_own_service(units: OwnUnits, levers: OwnServiceControl) -> None:
    """Start each lasting service of the session once that is switched on and failed.

    Never one that the session has given up: that crashes.
    """
    for service in own_failed(units):
        if not service.gave_up:
            levers.start(service.name)
