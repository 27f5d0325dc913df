"""Start the service anew that remembers names and hangs."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.name_levers import NameServiceControl
from agent.host.ports.services import Services
from agent.model import Account
from agent.moment import Moment
from checks.network.name_cache_answers import NAME_CACHE_SILENT
from checks.services._wanted import RESOLVERS


@fix(
    repairs=(NAME_CACHE_SILENT,),
    risk=Risk.SAFE,
    runs_as=Account.SYSTEM,
    not_during=(Moment.UPDATING,),
    settle=1,
    timeout=45,
)
def restart_name_service(services: Services, levers: NameServiceControl) -> None:
    """Restart each that runs; never one that somebody switched off or that crashes."""
    running = [one for one in services.named(RESOLVERS) if one.state == "running"]
    if not running:
        msg = "no service of the system that remembers names runs"
        raise Refused(msg)
    for service in running:
        if service.start != "forbidden":
            levers.restart(service.name)
