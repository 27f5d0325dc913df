"""Repairs: services."""

from agent.fix import AnyFix
from fixes.services.accept_print_jobs import accept_print_jobs
from fixes.services.cancel_stuck_print_jobs import cancel_stuck_print_jobs
from fixes.services.finish_half_configured_packages import (
    finish_half_configured_packages,
)
from fixes.services.rerun_failed_task import rerun_failed_task
from fixes.services.restart_audio_service import restart_audio_service
from fixes.services.restart_given_up_service import restart_given_up_service
from fixes.services.resume_paused_printer import resume_paused_printer
from fixes.services.resume_printer import resume_printer
from fixes.services.start_failed_service import start_failed_service
from fixes.services.start_own_service import start_own_service
from fixes.services.start_stopped_service import start_stopped_service
from fixes.services.start_stopped_timer import start_stopped_timer
from fixes.services.unmute_sound import unmute_sound

ALL: tuple[AnyFix, ...] = (
    start_stopped_service,
    restart_given_up_service,
    start_failed_service,
    start_own_service,
    start_stopped_timer,
    rerun_failed_task,
    restart_audio_service,
    unmute_sound,
    resume_printer,
    resume_paused_printer,
    accept_print_jobs,
    cancel_stuck_print_jobs,
    finish_half_configured_packages,
)
