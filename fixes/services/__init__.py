"""Repairs: services."""

from agent.fix import AnyFix
from fixes.services.cancel_stuck_print_jobs import cancel_stuck_print_jobs
from fixes.services.start_stopped_service import start_stopped_service

ALL: tuple[AnyFix, ...] = (start_stopped_service, cancel_stuck_print_jobs)
