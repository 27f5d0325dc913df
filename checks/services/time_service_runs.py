"""The service that keeps the clock runs."""

from agent.check import check
from agent.host import PartMissing
from agent.host.ports.services import Service, Services
from agent.model import Finding, Problem, Severity
from checks.services._wanted import KEEPERS, down

TIME_SERVICE_OFF = Problem(
    "time-service-off", Severity.ANNOYING, facts=("services", "results", "count")
)


@check(measures=True, proves=False)
def time_service_runs(services: Services) -> Finding | None:
    """One of the services that keep the clock runs, where one is switched on."""
    keepers = services.named(KEEPERS)
    if kept(keepers):
        return None
    if not (off := down(keepers)):
        msg = "no service keeps the clock of this machine from within"
        raise PartMissing(msg)
    return TIME_SERVICE_OFF(
        services=[service.name for service in off],
        results=sorted({service.result for service in off} - {""}),
        count=len(off),
    )


def kept(keepers: tuple[Service, ...]) -> bool:
    """Say whether one of them keeps the clock, so that no other need."""
    return any(one.state not in ("stopped", "failed", "finished") for one in keepers)
