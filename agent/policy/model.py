"""Everything IT can set, with the defaults that need no setting.

Each section is handed as a part to the checks and fixes that name it in their
signature, so that a replayed bundle is judged by the rules of its own machine.
"""

from __future__ import annotations

from typing import Annotated

from agent.policy.bounds import Address, Between
from agent.value import Value

Percent = Annotated[float, Between(0, 100)]
Days = Annotated[int, Between(0, 3650)]
Bytes = Annotated[int, Between(0, 1e15)]
Probe = tuple[Annotated[str, Address(("http://",))], str]
Endpoint = Annotated[str, Address(("https://",))]


class NetworkRules(Value):
    """What the network must reach.

    ``names``: DNS names that must resolve. ``probes``: plain-HTTP pages with the
    exact text at their start, which tell a captive portal from the internet; one
    that answers is enough. ``endpoints``: ``https://`` addresses work depends on.
    ``time_servers``: SNTP servers. ``max_clock_skew``: seconds (Kerberos: 300).
    ``proxy``: ``http://host:port`` where IT sets one for all, else empty.
    """

    names: tuple[str, ...] = ("www.microsoft.com", "www.google.com")
    probes: tuple[Probe, ...] = (
        ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test"),
        ("http://nmcheck.gnome.org/check_network_status.txt", "NetworkManager is"),
    )
    endpoints: tuple[Endpoint, ...] = ()
    time_servers: tuple[str, ...] = ("time.cloudflare.com", "pool.ntp.org")
    max_clock_skew: Annotated[float, Between(1, 86_400)] = 300.0
    proxy: str = ""


class DiskRules(Value):
    """When a disk counts as full: bytes and percent must both be below.

    ``min_free_inodes_percent``: the same for the number of files. ``temp_days`` and
    ``cache_days``: files untouched for so long may be cleaned away.
    """

    min_free_bytes: Bytes = 5_000_000_000
    min_free_percent: Percent = 10.0
    min_free_inodes_percent: Percent = 5.0
    temp_days: Days = 10
    cache_days: Days = 30


class LoginRules(Value):
    """How signing in works here.

    ``realm``: the Kerberos realm, where the machine does not say so itself.
    ``password_warn_days``: an expiry closer than this is a finding.
    """

    realm: str = ""
    password_warn_days: Days = 5


class ServiceRules(Value):
    """Which services must run, by the name the platform gives them.

    ``required``: always. ``required_if_enabled``: where the machine has them enabled.
    ``max_restarts``: more automatic restarts than this are a crash loop.
    ``stuck_job_minutes``: a print job older than this is stuck.
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
    max_restarts: Annotated[int, Between(1, 10_000)] = 5
    stuck_job_minutes: Annotated[int, Between(1, 100_000)] = 30


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
    keep_cases: Annotated[int, Between(1, 100_000)] = 200
    support: str = ""


def sections(policy: Policy) -> tuple[Value, ...]:
    """Return the sections that checks and fixes may ask for as parts."""
    return policy.network, policy.disk, policy.login, policy.services
