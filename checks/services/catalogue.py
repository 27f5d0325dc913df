"""Questions about services, printing, updates and Blusser itself."""

from agent.check import AnyCheck
from checks.services.agent_is_healthy import agent_is_healthy
from checks.services.dependencies_run import dependencies_run
from checks.services.name_service_runs import name_service_runs
from checks.services.no_service_failed import no_service_failed
from checks.services.no_service_in_crash_loop import no_service_in_crash_loop
from checks.services.own_services_run import own_services_run
from checks.services.print_queue_not_stuck import print_queue_not_stuck
from checks.services.printers_are_ready import printers_are_ready
from checks.services.protection_runs import protection_runs
from checks.services.required_services_allowed import required_services_allowed
from checks.services.required_services_run import required_services_run
from checks.services.restart_not_pending import restart_not_pending
from checks.services.sound_is_heard import sound_is_heard
from checks.services.sound_works import sound_works
from checks.services.tasks_succeed import tasks_succeed
from checks.services.time_service_runs import time_service_runs
from checks.services.timers_fire import timers_fire
from checks.services.updates_not_stuck import updates_not_stuck

ALL: tuple[AnyCheck, ...] = (
    protection_runs,
    dependencies_run,
    required_services_run,
    required_services_allowed,
    time_service_runs,
    name_service_runs,
    no_service_in_crash_loop,
    no_service_failed,
    own_services_run,
    timers_fire,
    tasks_succeed,
    printers_are_ready,
    print_queue_not_stuck,
    sound_works,
    sound_is_heard,
    updates_not_stuck,
    restart_not_pending,
    agent_is_healthy,
)
