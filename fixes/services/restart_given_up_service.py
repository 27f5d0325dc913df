"""Give what IT requires one more chance where the system has given it up."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.services import ServiceControl, Services
from agent.model import Account
from agent.moment import Moment
from agent.policy.model import ServiceRules
from checks.services._wanted import among, needed
from checks.services.no_service_in_crash_loop import SERVICE_CRASHES, crashing


@fix(
    repairs=(SERVICE_CRASHES,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.UPDATING,),
    settle=30,
    timeout=60,
)
def restart_given_up_service(
    services: Services, levers: ServiceControl, rules: ServiceRules
) -> None:
    """Have the system forget its failures once, and start it; the check looks later.

    What crashed more often than the rules bear is in a loop and stays down, as does
    what the system is starting again itself at this moment, or was switched off.
    """
    tired = [
        one
        for one in crashing(services, rules)
        if one.gave_up
        and one.restarts <= rules.max_restarts
        and among(one.name, needed(rules))
    ]
    if not tired:
        msg = "another start would only crash again"
        raise Refused(msg)
    for service in tired:
        levers.start_anew(service.name)
