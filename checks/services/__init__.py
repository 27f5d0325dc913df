"""Questions about services, printing and Blusser itself."""

from agent.check import AnyCheck
from checks.services.agent_is_healthy import agent_is_healthy
from checks.services.no_service_in_crash_loop import no_service_in_crash_loop
from checks.services.print_queue_not_stuck import print_queue_not_stuck
from checks.services.required_services_allowed import required_services_allowed
from checks.services.required_services_run import required_services_run

ALL: tuple[AnyCheck, ...] = (
    required_services_run,
    required_services_allowed,
    no_service_in_crash_loop,
    print_queue_not_stuck,
    agent_is_healthy,
)
