"""Everything IT can set, with the defaults that need no setting.

Each section is handed as a part to the checks and fixes that name it in their
signature, so that a replayed bundle is judged by the rules of its own machine.
Limits beyond the types stand in ``agent.policy.limits``.
"""

from __future__ import annotations

from agent.policy.disk import DiskRules
from agent.policy.login import LoginRules
from agent.policy.network import NetworkRules
from agent.policy.own import OwnCheck
from agent.policy.performance import PerformanceRules
from agent.policy.services import ServiceRules
from agent.policy.throughput import ThroughputRules
from agent.value import Value

__all__ = [
    "DiskRules",
    "FixRules",
    "LoginRules",
    "NetworkRules",
    "OwnCheck",
    "PerformanceRules",
    "Policy",
    "ServiceRules",
    "ThroughputRules",
    "sections",
]


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

    ``own``: checks that IT wrote itself. ``outbox``: folder for bundles, else one in
    the state folder. ``keep_cases``: how many runs the local history keeps.
    ``support``: how to reach IT, in the words IT wants the employee to read.
    """

    network: NetworkRules = NetworkRules()
    disk: DiskRules = DiskRules()
    login: LoginRules = LoginRules()
    services: ServiceRules = ServiceRules()
    performance: PerformanceRules = PerformanceRules()
    throughput: ThroughputRules = ThroughputRules()
    fixes: FixRules = FixRules()
    own: tuple[OwnCheck, ...] = ()
    outbox: str = ""
    keep_cases: int = 200
    support: str = ""


def sections(policy: Policy) -> tuple[Value, ...]:
    """Return the sections that checks and fixes may ask for as parts."""
    return (
        policy.network,
        policy.disk,
        policy.login,
        policy.services,
        policy.performance,
    )
