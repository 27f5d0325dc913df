"""Cancel the print jobs that do not move."""

from agent.fix import Risk, fix
from agent.host.ports.services import PrintControl, Printing
from agent.policy.model import ServiceRules
from checks.services.print_queue_not_stuck import PRINT_JOBS_STUCK, stuck


@fix(repairs=(PRINT_JOBS_STUCK,), risk=Risk.ASK, settle=1)
def cancel_stuck_print_jobs(
    printing: Printing, levers: PrintControl, rules: ServiceRules
) -> None:
    """Cancel the stuck jobs that this account may cancel, and no other."""
    patience = rules.stuck_job_minutes * 60
    jobs = stuck(printing.printers(), printing.jobs(), patience)
    for job in [job for job in jobs if job.ours] or jobs:
        levers.cancel(job.id)
