"""The catalogue: every question we know how to ask."""

from agent.check import AnyCheck
from checks.disk import catalogue as disk
from checks.login import catalogue as login
from checks.network import catalogue as network
from checks.performance import catalogue as performance
from checks.services import catalogue as services

ALL: tuple[AnyCheck, ...] = (
    *network.ALL,
    *disk.ALL,
    *login.ALL,
    *services.ALL,
    *performance.ALL,
)
