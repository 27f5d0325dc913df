"""What IT can set about services."""

from __future__ import annotations

from agent.value import Value


class ServiceRules(Value):
    """Which services must run, by the name the platform gives them.

    ``required``: always. ``required_if_enabled``: where the machine has them enabled.
    ``max_restarts``: more automatic restarts than this are a crash loop, unless the
    service has been up for ``steady_minutes`` since.
    ``stuck_job_minutes``: a print job that does not move for so long is stuck.
    ``unreached_minutes``: a printer that a job cannot reach for so long is not there.
    ``protection``: what protects this computer; it must run, and nobody here starts it.
    ``timers``: must be up, beside all that are switched on. ``update_lock_minutes``: an
    installation that shows no sign of life for so long is stuck. ``max_uptime_days``:
    a computer should be restarted now and then.
    ``max_own_bytes``: Blusser's own history and bundles may take so much. Two hundred
    runs take about 5 MB, twenty bundles 10 MB at most.
    """

    required: tuple[str, ...] = ()
    required_if_enabled: tuple[str, ...] = (
        "NetworkManager.service",
        "systemd-resolved.service",
        "systemd-timesyncd.service",
        "chrony.service",
        "cups.service",
        "sssd.service",
        "dbus.service",
        "systemd-logind.service",
    )
    max_restarts: int = 5
    steady_minutes: int = 10
    stuck_job_minutes: int = 30
    unreached_minutes: int = 2
    protection: tuple[str, ...] = ()
    timers: tuple[str, ...] = ()
    update_lock_minutes: int = 120
    max_uptime_days: int = 30
    max_own_bytes: int = 250_000_000
