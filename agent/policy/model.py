"""Everything IT can set, with the defaults that need no setting.

Each section is handed as a part to the checks and fixes that name it in their
signature, so that a replayed bundle is judged by the rules of its own machine.
Limits beyond the types stand in ``agent.policy.limits``.
"""

from __future__ import annotations

from agent.value import Value


class NetworkRules(Value):
    """What the network must reach.

    ``names``: DNS names that must all resolve, where no proxy does that.
    ``probes``: plain-HTTP pages with the exact text at their start, which tell a
    captive portal from the internet; one that answers is enough. ``endpoints``:
    ``https://`` addresses work depends on.
    ``time_servers``: SNTP servers. ``max_clock_skew``: seconds (Kerberos: 300).
    ``proxy``: ``http://host:port`` where IT sets one for all, else empty.
    """

    names: tuple[str, ...] = ("www.microsoft.com",)
    probes: tuple[tuple[str, str], ...] = (
        ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test"),
        ("http://nmcheck.gnome.org/check_network_status.txt", "NetworkManager is"),
    )
    endpoints: tuple[str, ...] = ()
    time_servers: tuple[str, ...] = ("time.cloudflare.com", "pool.ntp.org")
    max_clock_skew: float = 300.0
    proxy: str = ""


class DiskRules(Value):
    """When a disk counts as full: bytes and percent must both be below.

    ``min_free_inodes_percent``: the same for the number of files. ``temp_days`` and
    ``cache_days``: files untouched for so long may be cleaned away (as
    systemd-tmpfiles does after 10 days in ``/tmp`` and 30 in ``/var/tmp``).
    ``trash_days``: things thrown away so long ago may go for good.
    """

    min_free_bytes: int = 5_000_000_000
    min_free_percent: float = 10.0
    min_free_inodes_percent: float = 5.0
    temp_days: int = 10
    cache_days: int = 30
    trash_days: int = 30


class LoginRules(Value):
    """How signing in works here.

    ``realm``: the Kerberos realm, where the machine does not say so itself.
    ``password_warn_days``: an expiry closer than this is a finding.
    """

    realm: str = ""
    password_warn_days: int = 5


class ServiceRules(Value):
    """Which services must run, by the name the platform gives them.

    ``required``: always. ``required_if_enabled``: where the machine has them enabled.
    ``max_restarts``: more automatic restarts than this are a crash loop, unless the
    service has been up for ``steady_minutes`` since.
    ``stuck_job_minutes``: a print job that does not move for so long is stuck.
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
    max_own_bytes: int = 250_000_000


class FixRules(Value):
    """Which repairs may run, by fix id.

    ``never``: not at all. ``only``: nothing but these. ``without_asking``: repairs
    of risk ``ask`` that IT allows without a question to the employee.
    """

    never: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    without_asking: tuple[str, ...] = ()


class Policy(Value):
    """What IT allows and requires; the built-in defaults need no file.

    ``outbox``: folder for bundles, else one in the state folder. ``keep_cases``:
    how many runs the local history keeps. ``support``: how to reach IT, in the words
    IT wants the employee to read.
    """

    network: NetworkRules = NetworkRules()
    disk: DiskRules = DiskRules()
    login: LoginRules = LoginRules()
    services: ServiceRules = ServiceRules()
    fixes: FixRules = FixRules()
    outbox: str = ""
    keep_cases: int = 200
    support: str = ""


def sections(policy: Policy) -> tuple[Value, ...]:
    """Return the sections that checks and fixes may ask for as parts."""
    return policy.network, policy.disk, policy.login, policy.services
