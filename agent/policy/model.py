"""Everything IT can set, with the defaults that need no setting.

Each section is handed as a part to the checks and fixes that name it in their
signature, so that a replayed bundle is judged by the rules of its own machine.
Limits beyond the types stand in ``agent.policy.limits``.
"""

from __future__ import annotations

from agent.policy.broker import BrokerRules
from agent.policy.desk import Consent, DeskRules
from agent.policy.disk import DiskRules
from agent.policy.login import LoginRules
from agent.policy.network import NetworkRules
from agent.policy.notices import NoticeRules
from agent.policy.own import OwnCheck
from agent.policy.performance import PerformanceRules
from agent.policy.retention import RetentionRules
from agent.policy.schedule import ScheduleRules
from agent.policy.services import ServiceRules
from agent.policy.throughput import ThroughputRules
from agent.value import Value

__all__ = [
    "BrokerRules",
    "Consent",
    "DeskRules",
    "DiskRules",
    "FixRules",
    "LoginRules",
    "NetworkRules",
    "NoticeRules",
    "OwnCheck",
    "PerformanceRules",
    "Policy",
    "RetentionRules",
    "ScheduleRules",
    "ServiceRules",
    "ThroughputRules",
    "sections",
]


class FixRules(Value):
    """Which repairs may run, by fix id.

    ``never``: not at all. ``only``: nothing but these. ``without_asking``: repairs
    of risk ``ask`` that IT allows without a question to the employee.
    ``most_per_day``: so often the same repair is tried for the same problem in 24
    hours. ``returns_per_week``: a problem that was repaired so often within seven days
    and is there again is not repaired any more, but told to IT.
    """

    never: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    without_asking: tuple[str, ...] = ()
    most_per_day: int = 3
    returns_per_week: int = 3


class Policy(Value):
    """What IT allows and requires; the built-in defaults need no file.

    ``own``: checks that IT wrote itself. ``outbox``: folder for bundles, else one in
    the state folder. ``keep_cases``: how many runs the local history keeps.
    ``support``: how to reach IT, in the words IT wants the employee to read.
    ``consent``: who says yes to repairs that ask. ``languages``: those an employee may
    be spoken to in, the first where the session has none of them; without any all.
    ``textfile``: folder of a Prometheus node exporter's text collector; else none.
    """

    network: NetworkRules = NetworkRules()
    disk: DiskRules = DiskRules()
    login: LoginRules = LoginRules()
    services: ServiceRules = ServiceRules()
    performance: PerformanceRules = PerformanceRules()
    throughput: ThroughputRules = ThroughputRules()
    fixes: FixRules = FixRules()
    service: BrokerRules = BrokerRules()
    schedule: ScheduleRules = ScheduleRules()
    notices: NoticeRules = NoticeRules()
    desk: DeskRules = DeskRules()
    retention: RetentionRules = RetentionRules()
    own: tuple[OwnCheck, ...] = ()
    outbox: str = ""
    keep_cases: int = 200
    support: str = ""
    consent: Consent = Consent.EMPLOYEE
    languages: tuple[str, ...] = ()
    textfile: str = ""


def sections(policy: Policy) -> tuple[Value, ...]:
    """Return the sections that checks and fixes may ask for as parts."""
    return (
        policy.network,
        policy.disk,
        policy.login,
        policy.services,
        policy.performance,
    )
