"""The service that signs people of the network in reaches the domain."""

from agent.check import check
from agent.host.ports.account import SignInService
from agent.model import Finding, Problem, Severity
from checks.login.clock_agrees_with_domain import clock_agrees_with_domain
from checks.login.domain_controller_reachable import domain_controller_reachable
from checks.login.machine_is_trusted import machine_is_trusted

SIGN_IN_OFFLINE = Problem("sign-in-offline", Severity.ANNOYING, facts=("domains",))


@check(
    explained_by=(
        domain_controller_reachable,
        clock_agrees_with_domain,
        machine_is_trusted,
    ),
    measures=True,
    proves=False,
)
def sign_in_service_online(service: SignInService) -> Finding | None:
    """It has not given up a domain; then it lets in only whom it remembers."""
    offline = service.offline()
    return SIGN_IN_OFFLINE(domains=list(offline)) if offline else None
